from sim.classroom.site.token_bucket import TokenBucket


def test_a_burst_passes_then_a_steady_rate() -> None:
    now = [0.0]
    pace = TokenBucket(rate=10, burst=20, clock=lambda: now[0])
    assert [pace.allows() for _ in range(21)] == [True] * 20 + [False]
    now[0] = 0.1
    assert [pace.allows(), pace.allows()] == [True, False]


def test_who_rests_gets_no_more_than_a_burst() -> None:
    now = [0.0]
    pace = TokenBucket(rate=10, burst=20, clock=lambda: now[0])
    now[0] = 1000.0
    assert sum(pace.allows() for _ in range(50)) == 20
