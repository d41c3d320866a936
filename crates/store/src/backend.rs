//! The two databases behind one face.

use crate::open::Store;
use crate::write::Tx;

/// Where rows are read from: the [`Store`] (a reader of the pool) or a [`Tx`].
pub trait Reads: Sync {}

impl Reads for Store {}
impl Reads for Tx {}
