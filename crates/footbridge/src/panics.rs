//! What the log says of a panic: where, and nothing of its words. They may hold anything, and what a database or a
//! formatter put into them may be about a person.

/// Takes the place of the hook that writes a panic's words to standard error.
pub fn log_only_the_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(code = "panicked", place);
    }));
}
