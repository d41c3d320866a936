//! Values that are bound to a statement.
