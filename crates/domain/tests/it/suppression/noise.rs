//! Noise is drawn exactly, and its promise is the one of the mechanism it names.

use domain::suppression::{Budget, Epsilon, NoEpsilon, Overspent, discrete_laplace};

fn epsilon(thousandths: u32) -> Epsilon {
    Epsilon::thousandths(thousandths).unwrap()
}

/// Bytes from a seed (SplitMix64): the same in each run.
fn bytes_from(mut seed: u64) -> impl FnMut(&mut [u8]) {
    move |out: &mut [u8]| {
        for eight in out.chunks_mut(8) {
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = seed;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            eight.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..eight.len()]);
        }
    }
}

/// Chances of -far ..= far by the formula (1 - q) / (1 + q) * q^|x|, q = exp(-1 / scale), and of all that is further.
fn chances(scale: f64, far: i32) -> (Vec<f64>, f64) {
    let q = (-1.0 / scale).exp();
    let at: Vec<f64> = (-far..=far).map(|x| (1.0 - q) / (1.0 + q) * q.powi(x.abs())).collect();
    let beyond = 1.0 - at.iter().sum::<f64>();
    (at, beyond)
}

#[test]
fn the_noise_falls_as_the_formula_says() {
    const DRAWS: u32 = 200_000;
    // The largest chi-square that one of 100,000 fair samplers exceeds, by degrees of freedom.
    for (thousandths, far, most) in [(1000, 4, 39.3), (500, 8, 53.8), (2500, 2, 30.9), (333, 12, 67.6)] {
        let mut source = bytes_from(u64::from(thousandths));
        let mut seen = vec![0_u32; usize::try_from(far * 2 + 2).unwrap()];
        for _ in 0..DRAWS {
            let drawn = discrete_laplace(epsilon(thousandths).scale(1), &mut source);
            let at = if drawn.abs() <= i64::from(far) { drawn + i64::from(far) } else { i64::from(far * 2 + 1) };
            seen[usize::try_from(at).unwrap()] += 1;
        }
        let (mut expected, beyond) = chances(1000.0 / f64::from(thousandths), far);
        expected.push(beyond);
        let chi: f64 = seen
            .iter()
            .zip(&expected)
            .map(|(seen, chance)| {
                let expected = chance * f64::from(DRAWS);
                (f64::from(*seen) - expected).powi(2) / expected
            })
            .sum();
        assert!(chi < most, "epsilon {thousandths}/1000: chi-square {chi:.1}, at most {most}");
    }
}

#[test]
fn a_sampler_that_is_a_little_off_would_be_found() {
    // The same measure finds noise of a scale that is off by 3 of 100, so that the test above means something.
    const DRAWS: u32 = 200_000;
    let mut source = bytes_from(9);
    let mut seen = [0_u32; 9];
    let mut kept = 0.0;
    for _ in 0..DRAWS {
        let drawn = discrete_laplace(epsilon(1030).scale(1), &mut source);
        if let Some(at) = usize::try_from(drawn + 4).ok().filter(|at| *at < 9) {
            seen[at] += 1;
            kept += 1.0;
        }
    }
    let (expected, beyond) = chances(1.0, 4);
    let chi: f64 = seen
        .iter()
        .zip(&expected)
        .map(|(seen, chance)| {
            let expected = chance / (1.0 - beyond) * kept;
            (f64::from(*seen) - expected).powi(2) / expected
        })
        .sum();
    assert!(chi > 39.3, "{chi:.1}");
}

#[test]
fn the_promise_is_the_sensitivity_over_the_scale() {
    for thousandths in [1, 100, 333, 1000, 2500, 10_000] {
        for sensitivity in [1, 2, 5] {
            let scale = epsilon(thousandths).scale(sensitivity);
            assert_eq!(scale.promises(sensitivity), u64::from(thousandths));
            // One more of the same referral costs as much again.
            assert_eq!(scale.promises(2 * sensitivity), 2 * u64::from(thousandths));
            let (over, under) = scale.fraction();
            assert_eq!(over * u64::from(thousandths), under * u64::from(sensitivity) * 1000);
        }
    }
}

/// How often each number is seen that is drawn around a count.
fn seen_around(count: i64, thousandths: u32, seed: u64) -> std::collections::BTreeMap<i64, f64> {
    let mut source = bytes_from(seed);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..200_000 {
        *seen.entry(count + discrete_laplace(epsilon(thousandths).scale(1), &mut source)).or_insert(0.0) += 1.0;
    }
    seen
}

#[test]
fn neighboring_counts_are_told_apart_by_the_promise_and_no_more() {
    for thousandths in [500, 1000, 2000] {
        let promise = f64::from(thousandths) / 1000.0;
        // Of each number that is seen often enough: how much likelier it is from 20 than from 21.
        let (twenty, more) = (seen_around(20, thousandths, 1), seen_around(21, thousandths, 2));
        let both = twenty.iter().filter_map(|(shown, a)| Some((*shown, *a, *more.get(shown)?)));
        let often: Vec<_> = both.filter(|(_, a, b)| a.min(*b) >= 500.0).collect();
        assert!(often.len() >= 4, "{often:?}");
        for (shown, a, b) in often {
            // Six times what chance alone does.
            let (apart, chance) = ((a / b).ln().abs(), 6.0 * (1.0 / a + 1.0 / b).sqrt());
            assert!(apart <= promise + chance, "{shown}: told apart by {apart:.3}, promised {promise}");
            assert!(apart >= promise - chance, "{shown}: more noise than was asked for: {apart:.3} of {promise}");
        }
    }
}

#[test]
fn a_period_spends_what_it_may_and_no_more() {
    assert_eq!(Epsilon::thousandths(0), Err(NoEpsilon));
    assert_eq!(Epsilon::thousandths(10_001), Err(NoEpsilon));
    assert_eq!(epsilon(1250).to_string(), "1.250");
    let budget = Budget::of(epsilon(1000));
    let after = budget.spend(epsilon(200), 4).unwrap();
    assert_eq!((after.spent(), after.allowed()), (800, epsilon(1000)));
    assert_eq!(after.spend(epsilon(200), 2), Err(Overspent));
    assert_eq!(after.spend(epsilon(200), 1).unwrap().spent(), 1000);
    assert_eq!(after.spend(epsilon(10_000), u32::MAX), Err(Overspent));
}
