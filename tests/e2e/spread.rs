//! What many measurements come to.

use std::time::Duration;

use causerie_e2e::Spread;

#[test]
fn percentiles_are_the_nearest_one_measured() {
    let hundred: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
    let spread = Spread::of(&hundred).unwrap();
    let millis = [spread.median, spread.p95, spread.max].map(|one| one.as_millis());
    assert_eq!((spread.count, millis), (100, [50, 95, 100]));
}

#[test]
fn a_single_one_is_all_there_is_and_of_none_nothing_is_said() {
    let one = Duration::from_millis(7);
    let spread = Spread::of(&[one]).unwrap();
    assert_eq!([spread.median, spread.p95, spread.max], [one; 3]);
    assert_eq!(Spread::of(&[]), None);
}
