/* The rules of the negotiation as a bare compiled loop: the least time the arithmetic takes on one core.
 *
 * One play after the other, everything about a play in a workspace that fits the cache, delegations
 * innermost so that the compiler can use vector instructions. Equation numbers are those of docs/model.md.
 * The trades are searched as a careful C programmer would: bounded by what each change could bring by
 * itself, the most promising first, stopping when no pair left can beat the best found; and only over
 * the delegations that could complain to the chair at all. The bound is the engine's; the order is not.
 *
 * k counts paragraphs (K), m rungs (3), n delegations (N), r plays (R).
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define RUNGS 3
#define WORTHWHILE 1e-9
#define NO_COMPLAINT 1e-12
#define OPPOSED (-0.05)
#define FULLY_CONTESTED 0.1
#define MOST_FLEXIBLE 0.9
#define IMPOSSIBLE (-1e300)

static const double STRENGTH[RUNGS] = {0.0, 0.5, 1.0};

/* In the order of _THETA in floor.py. */
enum theta {
    INDIRECT_VALUE, INDIRECT_HARM, HARM_WEIGHT, DISAPPOINTMENT_WEIGHT, OWN_CLAIM, SCOPE_COST, INERTIA,
    OUTLET_FACTOR, CHAIR_PARTIALITY, STAKE_SCALE, BLOCKING_COST, DEADLINE_CONCESSION, CHAIR_AMBITION,
    DECISION_NOISE, ACQUIS_DISCOUNT, FOREIGN_ACQUIS, CONVEXITY, CAUCUS_SHARE, COVER_EXPONENT,
    DEADLINE_SHAPE, STAKE_NOISE, MOVES, LOG_ROLLING, REPAIRS, THETAS
};

/* The table and the draws, as sim.negotiation has them; see benchmarks/floor.py. */
typedef struct {
    int64_t members, paragraphs, caucuses, outlets, readings;
    const double *positions, *spreads, *stakes, *weights, *salience, *ambition;
    const int64_t *caucus;
    const uint8_t *in_camp;
    const int8_t *acquis, *own_text, *weaker, *stronger;
    const double *theta, *luck_position, *luck_stake, *luck_flexibility, *luck_mood, *luck_caucus;
} game;

typedef struct {
    int8_t *path, *text, *stances;
} outcome;

/* Everything about the play at hand. */
typedef struct {
    double *gain, *complaint; /* (K, 3, N) */
    double *position;         /* (K, N) */
    double *base, *cost, *heard, *voice, *readiness, *burden, *net, *ease; /* (N) */
    double *change;           /* (2K, N) what each change is worth to each */
    double *near;             /* (2K, N) the same for those near complaining */
    double *near_ease, *near_heard;
    double *total;            /* (2K) weight of the discontent by complaint */
    double inertia[256], merit[512], bound[512];
    int order[512], valid[512];
    int8_t trial[256], repaired[256];
    int *largest;
} play;

static double value(double indirect, int m) { return m == 0 ? 0.0 : m == 1 ? indirect : 1.0; }

static double beyond_acquis(const game *g, const double *th, double indirect, int k, int m) { /* (3), (4) */
    int any = m < g->acquis[k] ? m : g->acquis[k];
    int own = any < g->own_text[k] ? any : g->own_text[k];
    double repeated = th[FOREIGN_ACQUIS] * value(indirect, any) + (1 - th[FOREIGN_ACQUIS]) * value(indirect, own);
    return value(indirect, m) - th[ACQUIS_DISCOUNT] * repeated;
}

static void weigh(const game *g, const double *th, int64_t r, play *p) { /* (1) to (6), (8) */
    const int64_t N = g->members, K = g->paragraphs;
    const double sting = th[DISAPPOINTMENT_WEIGHT] * pow(th[OUTLET_FACTOR], (double)g->outlets);
    const double gamma = th[CONVEXITY], claim = th[OWN_CLAIM];
    const double *restrict positions = g->positions, *restrict spreads = g->spreads;
    const double *restrict weights = g->weights;
    double *restrict minded = p->net; /* not in use yet */
    double total = 0;
    for (int64_t n = 0; n < N; n++) total += g->weights[n];
    for (int64_t k = 0; k < K; k++) {
        double beyond[RUNGS], hurts[RUNGS], short_of[RUNGS], against = 0;
        const double *restrict luck = g->luck_position + (r * K + k) * N;
        double *restrict v = p->position + k * N, *restrict gain = p->gain + k * RUNGS * N;
        double *restrict comp = p->complaint + k * RUNGS * N;
        for (int m = 0; m < RUNGS; m++) {
            beyond[m] = beyond_acquis(g, th, th[INDIRECT_VALUE], k, m);
            hurts[m] = th[HARM_WEIGHT] * beyond_acquis(g, th, th[INDIRECT_HARM], k, m);
            short_of[m] = fmax(STRENGTH[m], STRENGTH[g->acquis[k]]);
        }
        for (int64_t n = 0; n < N; n++) {
            double x = positions[k * N + n] + spreads[k * N + n] * luck[n];
            x = x > 1 ? 1 : x < -1 ? -1 : x;
            v[n] = x;
            against += x < OPPOSED ? weights[n] : 0;
        }
        for (int64_t n = 0; n < N; n++) minded[n] = pow(fabs(v[n]), gamma); /* its own loop: vectorised */
        for (int64_t n = 0; n < N; n++) {
            double x = v[n], u = g->salience[k] * minded[n];
            double promised = g->ambition[k] > claim * x ? g->ambition[k] : claim * x;
            double wants = x > 0 ? u : 0, resists = x < 0 ? u : 0;
            for (int m = 0; m < RUNGS; m++) {
                double missing = promised - short_of[m];
                gain[m * N + n] = wants * beyond[m];
                comp[m * N + n] = resists * hurts[m] + wants * sting * (missing > 0 ? missing : 0);
            }
        }
        p->inertia[k] = th[INERTIA] * fmin(1.0, against / total / FULLY_CONTESTED);
    }
    const double shared = sqrt(th[CAUCUS_SHARE]), alone = sqrt(1 - th[CAUCUS_SHARE]);
    int partial = 0;
    for (int64_t n = 0; n < N; n++) partial |= g->in_camp[n];
    for (int64_t n = 0; n < N; n++) {
        double mood = shared * g->luck_caucus[r * g->caucuses + g->caucus[n]] + alone * g->luck_mood[r * N + n];
        double stake = g->stakes[n] + th[STAKE_NOISE] * g->luck_stake[r * N + n];
        p->base[n] = th[STAKE_SCALE] * stake + th[DECISION_NOISE] * mood;
        p->cost[n] = th[BLOCKING_COST] * (1 - g->weights[n]);
        p->heard[n] = partial && !g->in_camp[n] ? 1 - th[CHAIR_PARTIALITY] : 1;
        p->voice[n] = th[CHAIR_AMBITION] * p->heard[n] * g->weights[n] / total;
        p->readiness[n] = th[DEADLINE_CONCESSION] * (1 + 0.5 * g->luck_flexibility[r * N + n]);
    }
}

static void open_reading(const game *g, const double *th, int64_t t, play *p) { /* (7) */
    double late = pow(fmin(1.0, (double)t / g->readings), 1 / th[DEADLINE_SHAPE]);
    for (int64_t n = 0; n < g->members; n++) {
        double f = p->readiness[n] * late;
        p->burden[n] = 1 - (f < 0 ? 0 : f > MOST_FLEXIBLE ? MOST_FLEXIBLE : f);
    }
}

static void hear(const game *g, const int8_t *draft, play *p) { /* (8) */
    const int64_t N = g->members;
    memcpy(p->net, p->base, N * sizeof(double));
    for (int64_t k = 0; k < g->paragraphs; k++) {
        const double *gain = p->gain + (k * RUNGS + draft[k]) * N;
        const double *comp = p->complaint + (k * RUNGS + draft[k]) * N;
        for (int64_t n = 0; n < N; n++) p->net[n] += gain[n] - p->burden[n] * comp[n];
    }
    for (int64_t n = 0; n < N; n++) p->ease[n] = p->net[n] + p->cost[n] / 2;
}

/* The best trade of two changes, at least one of which strengthens; 1 if one helps. */
static int best_trade(const game *g, play *p, const int8_t *target, double trouble, int *one, int *two) {
    const int64_t N = g->members, K = g->paragraphs;
    int found = 0;
    for (int j = 0; j < 2 * K; j++) {
        if (target[j] < 0) continue;
        const double *c = p->change + j * N;
        double left = 0;
        for (int64_t n = 0; n < N; n++) {
            double e = -(p->ease[n] + (c[n] > 0 ? c[n] : 0));
            left += p->heard[n] * (e > 0 ? e : 0);
        }
        p->bound[j] = p->merit[j] + trouble - left;
        int at = found++;
        for (; at > 0 && p->bound[p->order[at - 1]] < p->bound[j]; at--) p->order[at] = p->order[at - 1];
        p->order[at] = j;
    }
    if (found < 2 || p->bound[p->order[0]] + p->bound[p->order[1]] <= WORTHWHILE) return 0;

    /* Only those who complain now, or would after the two changes that hurt them most, matter. */
    int64_t near = 0;
    int some = 0;
    while (some < found && p->bound[p->order[0]] + p->bound[p->order[some]] > WORTHWHILE) some++;
    for (int64_t n = 0; n < N; n++) {
        double worst = 0, next = 0;
        for (int a = 0; a < some; a++) {
            double c = p->change[p->order[a] * N + n];
            double low = c < worst ? c : worst;
            next = c < worst ? worst : c < next ? c : next;
            worst = low;
        }
        p->net[n] = p->ease[n] + worst + next;
    }
    for (int64_t n = 0; n < N; n++) {
        if (p->net[n] >= 0) continue;
        p->near_ease[near] = p->ease[n];
        p->near_heard[near] = p->heard[n];
        for (int a = 0; a < some; a++) p->near[a * N + near] = p->change[p->order[a] * N + n];
        near++;
    }
    double best = WORTHWHILE;
    for (int a = 0; a < some; a++) {
        int i = p->order[a];
        for (int b = a + 1; b < some; b++) {
            int j = p->order[b];
            if (p->bound[i] + p->bound[j] <= best) break;
            if (i % K == j % K || (i < K && j < K)) continue;
            const double *c = p->near + a * N, *d = p->near + b * N;
            double left = 0;
            for (int64_t n = 0; n < near; n++) {
                double e = -(p->near_ease[n] + c[n] + d[n]);
                left += p->near_heard[n] * (e > 0 ? e : 0);
            }
            double worth = p->merit[i] + p->merit[j] + trouble - left;
            if (worth > best) best = worth, *one = i, *two = j;
        }
    }
    return best > WORTHWHILE;
}

/* Make the best change, or where none helps the best trade (9); 1 if there was one. */
static int change(const game *g, const double *th, int8_t *draft, play *p, int trade) {
    const int64_t N = g->members, K = g->paragraphs;
    int8_t target[512];
    double trouble = 0, best = IMPOSSIBLE;
    int chosen = -1;
    hear(g, draft, p);
    for (int64_t n = 0; n < N; n++) trouble += p->heard[n] * (p->ease[n] < 0 ? -p->ease[n] : 0);
    for (int j = 0; j < 2 * K; j++) {
        int k = j % K, from = draft[k], to = (j < K ? g->weaker : g->stronger)[k * RUNGS + from];
        target[j] = (int8_t)to;
        if (to < 0) continue;
        const double *g0 = p->gain + (k * RUNGS + from) * N, *g1 = p->gain + (k * RUNGS + to) * N;
        const double *c0 = p->complaint + (k * RUNGS + from) * N, *c1 = p->complaint + (k * RUNGS + to) * N;
        double *c = p->change + j * N, served = 0, left = 0;
        for (int64_t n = 0; n < N; n++) {
            double x = g1[n] - g0[n] - p->burden[n] * (c1[n] - c0[n]);
            double e = -(p->ease[n] + x);
            c[n] = x;
            served += p->voice[n] * x;
            left += p->heard[n] * (e > 0 ? e : 0);
        }
        p->merit[j] = served - p->inertia[k];
        if (g->ambition[k] == 0) {
            double own = STRENGTH[g->own_text[k]];
            p->merit[j] -= th[SCOPE_COST] * (fmax(STRENGTH[to] - own, 0) - fmax(STRENGTH[from] - own, 0));
        }
        double worth = p->merit[j] + trouble - left;
        if (worth > best) best = worth, chosen = j;
    }
    if (chosen >= 0 && best > WORTHWHILE) {
        draft[chosen % K] = target[chosen];
        return 1;
    }
    int one, two;
    if (!trade || !(th[LOG_ROLLING] > 0) || !best_trade(g, p, target, trouble, &one, &two)) return 0;
    draft[one % K] = target[one];
    draft[two % K] = target[two];
    return 1;
}

/* Everybody's stance on a text (10); returns how many object. */
static int ask_for_stances(const game *g, const double *th, const int8_t *text, play *p, int8_t *stances) {
    const int64_t N = g->members, K = g->paragraphs;
    int objections = 0;
    hear(g, text, p);
    memset(p->total, 0, 2 * K * sizeof(double));
    for (int64_t n = 0; n < N; n++) {
        if (p->net[n] >= 0) continue;
        double most = NO_COMPLAINT;
        p->largest[n] = -1;
        for (int64_t k = 0; k < K; k++) {
            double c = p->complaint[(k * RUNGS + text[k]) * N + n];
            if (c > most) most = c, p->largest[n] = 2 * k + (p->position[k * N + n] > 0);
        }
        if (p->largest[n] >= 0) p->total[p->largest[n]] += g->weights[n];
    }
    for (int64_t n = 0; n < N; n++) {
        stances[n] = 0;
        if (p->net[n] >= 0) continue;
        double others = p->largest[n] < 0 ? 0 : p->total[p->largest[n]] - g->weights[n];
        double price = p->cost[n] * pow(1 - others / (others + 1), th[COVER_EXPONENT]);
        stances[n] = p->net[n] < -price ? 2 : 1;
        objections += stances[n] == 2;
    }
    return objections;
}

static void play_once(const game *g, int64_t r, play *p, const outcome *o) {
    const int64_t N = g->members, K = g->paragraphs, T = g->readings;
    const double *th = g->theta + r * THETAS;
    int8_t *path = o->path + r * (T + 1) * K, *text = o->text + r * K, *stances = o->stances + r * N;
    weigh(g, th, r, p);
    memcpy(text, g->own_text, K);
    memcpy(path, text, K);
    for (int64_t t = 1; t <= T; t++) {
        open_reading(g, th, t, p);
        for (int made = 0; made < th[MOVES] && change(g, th, text, p, 1); made++) {}
        memcpy(path + t * K, text, K);
    }
    int objections = ask_for_stances(g, th, text, p, stances);
    for (int done = 0; objections && done < th[REPAIRS]; done++) {
        memcpy(p->repaired, text, K);
        if (!change(g, th, p->repaired, p, 0)) break;
        int left = ask_for_stances(g, th, p->repaired, p, stances);
        if (left >= objections) {
            ask_for_stances(g, th, text, p, stances);
            break;
        }
        memcpy(text, p->repaired, K);
        objections = left;
    }
}

/* Play them all; 0 if there was no memory, -1 if there are too many paragraphs. */
int play_all(const game *g, int64_t replicates, const outcome *o) {
    const int64_t N = g->members, K = g->paragraphs;
    if (K > 256) return -1;
    play p;
    double *memory = malloc(((2 * RUNGS + 5) * K * N + 10 * N + 2 * K) * sizeof(double));
    p.largest = malloc(N * sizeof(int));
    if (!memory || !p.largest) return 0;
    double *at = memory;
#define TAKE(name, count) p.name = at, at += (count)
    TAKE(gain, K * RUNGS * N);
    TAKE(complaint, K * RUNGS * N);
    TAKE(position, K * N);
    TAKE(change, 2 * K * N);
    TAKE(near, 2 * K * N);
    TAKE(total, 2 * K);
    TAKE(base, N);
    TAKE(cost, N);
    TAKE(heard, N);
    TAKE(voice, N);
    TAKE(readiness, N);
    TAKE(burden, N);
    TAKE(net, N);
    TAKE(ease, N);
    TAKE(near_ease, N);
    TAKE(near_heard, N);
    for (int64_t r = 0; r < replicates; r++) play_once(g, r, &p, o);
    free(memory);
    free(p.largest);
    return 1;
}
