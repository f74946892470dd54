"""Several documents on one publication become one paper. Pure.

`identity` says which documents are on one publication, `merge` makes one paper of what they say.
"""

from generator.merging.identity import Doubt, Group, Identity, identity, publications
from generator.merging.merge import is_poorer, merged

__all__ = ["Doubt", "Group", "Identity", "identity", "is_poorer", "merged", "publications"]
