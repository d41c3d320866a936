//! What tests are built from: stores on both databases. A dev-dependency only.
