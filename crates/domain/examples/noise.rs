//! Draws noise with bytes of the system, for the comparison in `noise.py`:
//! `cargo run -p domain --example noise -- THOUSANDTHS DRAWS`. The first line is the promise in thousandths, the rest are draws.

use domain::suppression::{Epsilon, discrete_laplace};
use std::error::Error;
use std::io::Read as _;

fn main() -> Result<(), Box<dyn Error>> {
    let mut said = std::env::args().skip(1);
    let thousandths: u32 = said.next().ok_or("say an epsilon in thousandths")?.parse()?;
    let draws: u32 = said.next().ok_or("say how many draws")?.parse()?;
    let scale = Epsilon::thousandths(thousandths)?.scale(1);
    let mut system = std::io::BufReader::new(std::fs::File::open("/dev/urandom")?);
    // A system that gives no bytes ends the program: noise that anybody can guess is worse than none.
    #[expect(clippy::expect_used, reason = "there is nothing better to do without randomness")]
    let mut fill = |bytes: &mut [u8]| system.read_exact(bytes).expect("the system gives bytes");
    println!("{}", scale.promises(1));
    for _ in 0..draws {
        println!("{}", discrete_laplace(scale, &mut fill));
    }
    Ok(())
}
