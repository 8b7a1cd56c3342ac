from sim.classroom.site.rate_limits import BURST, MOST, RATE, RateLimits


def test_a_whole_class_behind_one_address_comes_back_at_once_and_a_flood_does_not() -> None:
    now = [0.0]
    crowd = RateLimits(lambda: now[0])
    assert all(crowd.allows("10.0.0.1") for _ in range(100))
    assert sum(crowd.allows("10.0.0.1") for _ in range(1000)) == BURST - 100
    assert crowd.allows("10.0.0.2"), "each device for itself"
    now[0] += 2.0
    assert sum(crowd.allows("10.0.0.1") for _ in range(1000)) == 2 * RATE


def test_it_remembers_no_more_devices_than_it_says() -> None:
    crowd = RateLimits(lambda: 0.0)
    for number in range(3 * MOST):
        crowd.allows(str(number))
    assert len(crowd._paces) == MOST
