"""Who it is, asked again: before what would let a stranger at an open screen take the account over."""
