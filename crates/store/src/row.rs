//! Reading the cells of a row.
