//! A grid over the globe: cells of a quarter of a degree, and of two degrees for what is far.

use crate::listing::Point;

/// The two sizes, in millionths of a degree, and the letter before a cell's token.
const SIZES: [(char, i32); 2] = [('q', 250_000), ('w', 2_000_000)];
/// Most cells of a size that a circle may touch before the next size is taken.
const MOST: usize = 160;
/// Kilometers of a degree of latitude.
const DEGREE: f64 = 111.2;

fn token(letter: char, row: i32, column: i32) -> String {
    format!("{letter}{row}.{column}")
}

/// The cells in which a point lies, one of each size.
pub(super) fn of(point: Point) -> impl Iterator<Item = String> {
    SIZES.into_iter().map(move |(letter, size)| token(letter, point.lat.div_euclid(size), point.lon.div_euclid(size)))
}

/// The cells that a circle touches, of the smallest size of which they are few.
pub(super) fn around(point: Point, km: f64) -> Vec<String> {
    let (lat, _) = point.degrees();
    let north = km / DEGREE;
    // A degree of longitude is shorter away from the equator; nobody asks at a pole.
    let east = km / (DEGREE * (lat.abs() + north).min(85.0).to_radians().cos());
    #[expect(clippy::cast_possible_truncation, reason = "at most a few hundred degrees")]
    let micro = |degrees: f64| (degrees * 1e6).ceil() as i32;
    let mut cells = Vec::new();
    for (letter, size) in SIZES {
        let rows = (point.lat - micro(north)).div_euclid(size)..=(point.lat + micro(north)).div_euclid(size);
        let columns = (point.lon.saturating_sub(micro(east))).div_euclid(size)
            ..=(point.lon.saturating_add(micro(east))).div_euclid(size);
        let around = columns.end() - columns.start();
        let whole = 360_000_000 / size;
        cells = rows
            .flat_map(|row| {
                let columns = if around >= whole { -whole / 2..=whole / 2 } else { columns.clone() };
                // Over the line of 180 degrees a cell goes on at its other side.
                columns.map(move |column| token(letter, row, (column + whole / 2).rem_euclid(whole) - whole / 2))
            })
            .take(MOST * 8)
            .collect();
        if cells.len() <= MOST {
            break;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whoever_is_within_the_circle_is_in_a_cell_of_it(
            lat in -14_000_000..70_000_000_i32,
            lon in -180_000_000..180_000_000_i32,
            north in -0.9..0.9_f64,
            east in -0.9..0.9_f64,
            km in 1.0..300.0_f64,
        ) {
            let from = Point { lat, lon };
            let shift = |degrees: f64| (degrees * 1e6) as i32;
            let lon = i64::from(lon) + i64::from(shift(east * km / DEGREE));
            let lon = (lon + 180_000_000).rem_euclid(360_000_000) - 180_000_000;
            let there = Point { lat: lat + shift(north * km / DEGREE), lon: lon as i32 };
            prop_assume!(from.km_to(there) <= km);
            let cells = around(from, km);
            prop_assert!(of(there).any(|cell| cells.contains(&cell)), "{from:?} {there:?} {km}");
        }
    }
}
