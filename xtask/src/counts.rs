//! How many tests passed and failed, read from what the runners print.

/// Sums over every runner's closing lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that did not run.
    pub skipped: u64,
}

impl Counts {
    /// Takes one line of a runner's output; adds what it counts, if it counts anything.
    pub fn take_line(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.take_cargo(result);
        } else {
            self.take_node(line);
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
        assert_eq!(count(output), Counts { passed: 16, failed: 2, skipped: 1 });
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
        assert_eq!(count(output), Counts { passed: 7, failed: 2, skipped: 0 });
    }

    #[test]
    fn a_line_that_only_resembles_a_result_counts_nothing() {
        assert_eq!(count("test result: maybe\n12 passed; 3 failed\nℹ pass many"), Counts::default());
    }
}
