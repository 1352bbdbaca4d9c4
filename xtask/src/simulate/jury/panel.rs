//! Panels: their sizes, what it takes to decide alone, and who is drawn when somebody can choose
//! among seeds.

use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha8Rng,
};
use veche_tally::{
	majority_met,
	sortition::{keep, split, Kept},
	Ppm,
};

/// Most tickets that are kept: `MAX_ADMITTED` of the chain.
const MOST: u32 = 128;

/// The numbers of a class of bills, as `pallet_jury` has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Class {
	/// Which.
	pub name: &'static str,
	/// Seats on the panel.
	pub panel: u32,
	/// Reserves that are kept besides.
	pub reserves: u32,
	/// Fewer tickets than this make no panel.
	pub least_panel: u32,
	/// Share of the panel that must vote.
	pub quorum: Ppm,
	/// What a yes needs: more than this share of yes and no.
	pub majority: Ppm,
}

impl Class {
	/// A text, and nothing on the chain.
	pub const STATUTE: Self = Self {
		name: "statute",
		panel: 35,
		reserves: 35,
		least_panel: 21,
		quorum: 500_000,
		majority: 500_000,
	};

	/// All of them. Two classes have the same numbers.
	pub const ALL: [Self; 3] = [
		Self::STATUTE,
		Self {
			name: "parameter",
			majority: 666_667,
			..Self::STATUTE
		},
		Self {
			name: "upgrade, constitution",
			panel: 63,
			reserves: 63,
			least_panel: 41,
			quorum: 666_667,
			majority: 666_667,
		},
	];

	/// The fewest who pass a bill against all others on the panel.
	pub fn pass(&self) -> u32 {
		least_yes(self.panel, self.majority)
	}

	/// The fewest who stop a bill that all others on the panel want.
	pub fn stop(&self) -> u32 {
		self.panel + 1 - self.pass()
	}
}

/// The fewest yes that pass when all others of so many say no.
pub fn least_yes(seats: u32, majority: Ppm) -> u32 {
	(0..=seats)
		.find(|yes| majority_met(*yes, seats - yes, majority))
		.unwrap_or(seats)
}

/// Jurists, and a lobby among them who are all of one mind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pool {
	/// All who claim a seat.
	pub jurists: u32,
	/// Those of the lobby.
	pub lobby: u32,
}

impl Pool {
	/// One of so many jurists, of whom this share are of the lobby.
	pub fn new(jurists: u32, lobby: f64) -> Self {
		Self {
			jurists,
			lobby: (f64::from(jurists) * lobby).round() as u32,
		}
	}
}

/// A ticket: a number like a pseudonym, half as long.
type Ticket = u128;

/// The tickets of a group under a seed, as random to all as the pseudonyms that a VRF makes.
fn tickets(seed: [u8; 32], group: u64, members: u32) -> impl Iterator<Item = Ticket> {
	let mut chance = ChaCha8Rng::from_seed(seed);
	chance.set_stream(group);
	(0..members).map(move |_| (u128::from(chance.next_u64()) << 64) | u128::from(chance.next_u64()))
}

const LOBBY: u64 = 1;
const OTHERS: u64 = 2;

/// Of some seeds, the best for a lobby that knows its own tickets and nobody else's: the one under which
/// as many as it takes to pass lie lowest.
pub fn best(seeds: impl IntoIterator<Item = [u8; 32]>, pool: Pool, takes: u32) -> [u8; 32] {
	let highest_needed = |seed: &[u8; 32]| {
		let mut own: Vec<Ticket> = tickets(*seed, LOBBY, pool.lobby).collect();
		let place = (takes.saturating_sub(1) as usize).min(own.len().saturating_sub(1));
		if own.is_empty() {
			return Ticket::MAX;
		}
		*own.select_nth_unstable(place).1
	};
	seeds
		.into_iter()
		.min_by_key(highest_needed)
		.expect("there is always the seed that nobody chose")
}

/// How many seats of the panel fall to the lobby under this seed, by the chain's own rule.
pub fn seats_of_lobby(seed: [u8; 32], pool: Pool, class: &Class) -> u32 {
	let mut kept: Kept<(Ticket, bool), MOST> = Kept::default();
	let lobby = tickets(seed, LOBBY, pool.lobby).map(|ticket| (ticket, true));
	let others = tickets(seed, OTHERS, pool.jurists - pool.lobby).map(|ticket| (ticket, false));
	for ticket in lobby.chain(others) {
		// Refused is what is too high.
		let _ = keep(&mut kept, class.panel + class.reserves, ticket);
	}
	let (panel, _) = split(&kept, class.panel);
	panel.iter().filter(|(_, is_lobby)| *is_lobby).count() as u32
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn more_pass_alone_and_fewer_stop_alone_when_two_thirds_are_needed() {
		let alone = Class::ALL.map(|class| (class.pass(), class.stop()));
		assert_eq!(alone, [(18, 18), (24, 12), (43, 21)]);
	}

	#[test]
	fn all_kept_tickets_have_a_place() {
		assert!(Class::ALL
			.iter()
			.all(|class| class.panel + class.reserves <= MOST && class.least_panel <= class.panel));
	}

	#[test]
	fn everybody_sits_when_nobody_else_claims() {
		let panel = Class::STATUTE;
		let seats = |jurists, lobby| seats_of_lobby([7; 32], Pool { jurists, lobby }, &panel);
		assert_eq!(seats(100, 0), 0);
		assert_eq!(seats(100, 100), 35);
		assert_eq!(seats(20, 5), 5);
	}

	#[test]
	fn lobby_gets_its_share_of_the_seats_over_many_seeds() {
		let pool = Pool::new(200, 0.25);
		let seats: u32 = (0..200u8)
			.map(|n| seats_of_lobby([n; 32], pool, &Class::STATUTE))
			.sum();
		let share = f64::from(seats) / (200.0 * 35.0);
		assert!((share - 0.25).abs() < 0.02, "{share}");
	}

	#[test]
	fn choice_among_seeds_brings_seats() {
		let pool = Pool::new(200, 0.25);
		let sum = |choices: u8| {
			let bills = 0..40u8;
			let best_of = |bill| {
				best(
					(0..choices).map(|n| [bill, n].repeat(16).try_into().unwrap()),
					pool,
					18,
				)
			};
			bills
				.map(|bill| seats_of_lobby(best_of(bill), pool, &Class::STATUTE))
				.sum::<u32>()
		};
		assert!(sum(1) < sum(4) && sum(4) < sum(30));
	}
}
