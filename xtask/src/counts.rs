//! How many tests passed and failed, read from what the runners print.

/// Sums over every runner's closing lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that did not run.
    pub skipped: u64,
    /// Tests that failed or did not run, as their runner calls them, each once.
    pub named: Vec<String>,
}

impl Counts {
    /// Takes one line of a runner's output; adds what it counts, if it counts anything.
    pub fn take_line(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.take_cargo(result);
        } else {
            self.take_node(line);
        }
        self.take_name(line);
    }

    /// `test totals::a_month_is_closed ... FAILED`, `test it_is_slow ... ignored, a measurement`, `✖ the sign-in page answers (7ms)`.
    /// Node says it twice, and of a test within a test with spaces before it.
    fn take_name(&mut self, line: &str) {
        let of_cargo = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... "));
        let of_cargo = of_cargo.filter(|(_, end)| end.starts_with("FAILED") || end.starts_with("ignored"));
        let of_node = line.trim_start().strip_prefix("✖ ").filter(|name| !name.starts_with("failing tests"));
        let name = of_cargo.map(|(name, _)| name).or(of_node);
        if let Some(name) = name.filter(|name| !self.named.iter().any(|one| one == name)) {
            self.named.push(name.to_owned());
        }
    }

    /// `ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s`
    fn take_cargo(&mut self, result: &str) {
        let after_verdict = result.split_once(". ").map_or("", |(_, rest)| rest);
        for part in after_verdict.split("; ") {
            let Some((number, word)) = part.split_once(' ') else { continue };
            let Ok(n) = number.parse::<u64>() else { continue };
            match word {
                "passed" => self.passed += n,
                "failed" => self.failed += n,
                "ignored" => self.skipped += n,
                _ => {}
            }
        }
    }

    /// `ℹ pass 7`: the summary of Node's `spec` reporter, never indented.
    fn take_node(&mut self, line: &str) {
        let Some((word, number)) = line.strip_prefix("ℹ ").and_then(|rest| rest.split_once(' ')) else { return };
        let Ok(n) = number.trim().parse::<u64>() else { return };
        match word {
            "pass" => self.passed += n,
            "fail" | "cancelled" => self.failed += n,
            "skipped" | "todo" => self.skipped += n,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn count(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.take_line(line));
        counts
    }

    #[test]
    fn cargo_results_are_summed_over_every_test_binary() {
        let output = "\
running 2 tests
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 9.00s";
        assert_eq!(count(output), Counts { passed: 16, failed: 2, skipped: 1, ..Counts::default() });
    }

    #[test]
    fn node_results_are_read_from_the_summary_only() {
        let output = "\
✔ the sign-in page answers (7ms)
  ℹ pass 99
ℹ tests 9
ℹ suites 1
ℹ pass 7
ℹ fail 1
ℹ cancelled 1
ℹ skipped 0
ℹ todo 0
ℹ duration_ms 103.5";
        assert_eq!(count(output), Counts { passed: 7, failed: 2, ..Counts::default() });
    }

    #[test]
    fn what_failed_or_did_not_run_is_named_once() {
        let output = "\
test totals::a_month_is_closed ... ok
test totals::a_year_is_closed ... FAILED
test totals::a_million ... ignored, a measurement
✔ the sign-in page answers (7ms)
  ✖ the page of a visit (9ms)
✖ failing tests:
✖ the page of a visit (9ms)";
        assert_eq!(count(output).named, ["totals::a_year_is_closed", "totals::a_million", "the page of a visit (9ms)"]);
    }

    #[test]
    fn a_line_that_only_resembles_a_result_counts_nothing() {
        assert_eq!(count("test result: maybe\n12 passed; 3 failed\nℹ pass many"), Counts::default());
    }
}
