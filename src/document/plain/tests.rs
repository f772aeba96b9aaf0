//! Plain texts as they arrive, and the blocks that a reader sees in them.
