//! Exact chances: how often so many of a group are drawn, and how often an even lot looks as uneven.

/// The chance that a panel drawn without putting back has at least so many members of a group.
pub fn at_least(members: u32, group: u32, pool: u32, seats: u32) -> f64 {
	let all = ln_choose(pool, seats);
	let others = pool.saturating_sub(group);
	let exactly = |drawn: u32| {
		if drawn > group || seats - drawn > others {
			return 0.0;
		}
		(ln_choose(group, drawn) + ln_choose(others, seats - drawn) - all).exp()
	};
	(members..=seats).map(exactly).sum::<f64>().min(1.0)
}

/// The same if every seat fell to the group by itself, with this chance: the binomial bound.
pub fn at_least_of_many(members: u32, share: f64, seats: u32) -> f64 {
	(members..=seats)
		.map(|drawn| exactly(drawn, share, seats))
		.sum::<f64>()
		.min(1.0)
}

/// The chance that at most so many of all happen, each with the same chance.
pub fn at_most(most: u32, share: f64, all: u32) -> f64 {
	(0..=most.min(all))
		.map(|happen| exactly(happen, share, all))
		.sum::<f64>()
		.min(1.0)
}

/// The chance that exactly so many of all happen, each with the same chance.
fn exactly(happen: u32, share: f64, all: u32) -> f64 {
	let by_chance = f64::from(happen) * share.ln() + f64::from(all - happen) * (1.0 - share).ln();
	(ln_choose(all, happen) + by_chance).exp()
}

/// The chance that it happens at least once in so many tries.
pub fn at_least_once(chance: f64, tries: f64) -> f64 {
	if chance >= 1.0 {
		return 1.0;
	}
	-(tries * (-chance).ln_1p()).exp_m1()
}

/// The chance that an even lot gives a chi-square sum of at least this.
pub fn chi_square_tail(sum: f64, degrees: u32) -> f64 {
	upper_gamma(f64::from(degrees) / 2.0, sum / 2.0)
}

/// Logarithm of the number of ways to take so many of all.
fn ln_choose(all: u32, taken: u32) -> f64 {
	let ln_factorial = |n: u32| ln_gamma(f64::from(n) + 1.0);
	ln_factorial(all) - ln_factorial(taken) - ln_factorial(all - taken)
}

/// Logarithm of the gamma function, by the approximation of Lanczos.
fn ln_gamma(x: f64) -> f64 {
	const PARTS: [f64; 6] = [
		76.180_091_729_471_46,
		-86.505_320_329_416_77,
		24.014_098_240_830_91,
		-1.231_739_572_450_155,
		0.001_208_650_973_866_179,
		-0.000_005_395_239_384_953,
	];
	let shifted = x + 5.5;
	let sum: f64 = (1..)
		.zip(PARTS)
		.map(|(n, part)| part / (x + f64::from(n)))
		.sum();
	let series = 1.000_000_000_190_015 + sum;
	(x + 0.5) * shifted.ln() - shifted + (2.506_628_274_631_000_5 * series / x).ln()
}

/// What is left of the gamma integral from `x` on, as a share of the whole: by series where that
/// converges, else by continued fraction.
fn upper_gamma(a: f64, x: f64) -> f64 {
	if x <= 0.0 {
		return 1.0;
	}
	let front = (a * x.ln() - x - ln_gamma(a)).exp();
	if x < a + 1.0 {
		let mut part = 1.0 / a;
		let mut sum = part;
		for n in 1..10_000 {
			part *= x / (a + f64::from(n));
			sum += part;
			if part < sum * 1e-15 {
				break;
			}
		}
		return (1.0 - front * sum).clamp(0.0, 1.0);
	}
	let mut b = x + 1.0 - a;
	let mut c = 1e300;
	let mut d = 1.0 / b;
	let mut fraction = d;
	for n in 1..10_000 {
		let n = f64::from(n);
		let factor = n * (a - n);
		b += 2.0;
		d = 1.0 / (factor * d + b);
		c = b + factor / c;
		let change = c * d;
		fraction *= change;
		if (change - 1.0).abs() < 1e-15 {
			break;
		}
	}
	(front * fraction).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn is_near(one: f64, other: f64) -> bool {
		(one - other).abs() <= 1e-9 + other.abs() * 1e-6
	}

	#[test]
	fn panel_of_two_of_four_is_counted_by_hand() {
		// Two of the group of two among four: one pair of six.
		assert!(is_near(at_least(2, 2, 4, 2), 1.0 / 6.0));
		assert!(is_near(at_least(1, 2, 4, 2), 5.0 / 6.0));
		assert!(is_near(at_least(0, 2, 4, 2), 1.0));
		assert!(is_near(at_least(1, 4, 4, 2), 1.0));
	}

	#[test]
	fn large_pool_is_drawn_from_as_if_every_seat_fell_by_itself() {
		let without_putting_back = at_least(18, 300_000, 1_000_000, 35);
		let by_itself = at_least_of_many(18, 0.3, 35);
		assert!((without_putting_back / by_itself - 1.0).abs() < 0.001);
		assert!(at_least(18, 90, 300, 35) < by_itself);
	}

	#[test]
	fn at_most_is_what_at_least_leaves() {
		assert!(is_near(at_most(1, 0.5, 2), 0.75));
		assert!(is_near(at_most(2, 0.5, 2), 1.0));
	}

	#[test]
	fn two_tries_fail_only_together() {
		assert!(is_near(at_least_once(0.1, 2.0), 0.19));
		assert!(is_near(at_least_once(1e-12, 1.0), 1e-12));
		assert!(is_near(at_least_once(1.0, 1.0), 1.0));
	}

	#[test]
	fn chi_square_is_that_of_printed_tables() {
		for (degrees, sum, tail) in [(1, 3.841, 0.05), (10, 18.307, 0.05), (99, 148.23, 0.001)] {
			let found = chi_square_tail(sum, degrees);
			assert!((found / tail - 1.0).abs() < 0.01, "{degrees}: {found}");
		}
		assert!(is_near(chi_square_tail(0.0, 5), 1.0));
	}
}
