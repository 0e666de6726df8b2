"""Any JSON, for properties."""

from hypothesis import strategies as st

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def documents(keys: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[object]:
    """Any JSON value; objects have these keys."""
    leaves = st.none() | st.booleans() | NUMBERS | TEXTS
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | objects(inner, keys), max_leaves=12)


def objects(values: st.SearchStrategy[object], keys: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[object]:
    """Any JSON object with these values under these keys."""
    return st.dictionaries(keys, values, max_size=6)
