from deploy.native.done import digest, migrations


def test_the_mark_of_the_migrations_is_stable():
    assert migrations() == migrations()


def test_a_digest_tells_values_apart_and_orders_of_keys_not():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
