//! The same house twice: for the chain and for the model.

use super::{
	chain::RuntimeGenesisConfig,
	model::{
		calendar::Lot, cases::CaseRules, chairs::ActBy, promises::PledgeRules, rounds::RoundRules,
		sums::Counts, Block, Model, Person, Plan, Resident, Unit,
	},
	stand_ins::{Entry, Residents},
};
use pallet_offices::{ActingRule, OfficeEntry, OfficeKind};
use pallet_territory::{UnitEntry, UnitKind};
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;
use veche_primitives::{ballot::Method, confidence::ConfidenceRule, Stratum};

/// The units: a country, two regions, and three villages in them.
pub const COUNTRY: Unit = 0;
pub const NORTH: Unit = 1;
pub const SOUTH: Unit = 2;
pub const LAKE: Unit = 3;
pub const HILL: Unit = 4;
pub const DALE: Unit = 5;

/// The unit above each unit.
const ABOVE: [Option<Unit>; 6] = [
	None,
	Some(COUNTRY),
	Some(COUNTRY),
	Some(NORTH),
	Some(NORTH),
	Some(SOUTH),
];
/// Electors of each unit: few and many, so that shares meet their edges.
const ELECTORS: [u32; 6] = [1_000, 143, 7, 40, 103, 7];

/// The people, and where each lives.
pub const PEOPLE: [(Person, Unit); 8] = [
	(10, LAKE),
	(11, LAKE),
	(12, LAKE),
	(13, HILL),
	(14, HILL),
	(15, DALE),
	(16, NORTH),
	(OBSERVER, LAKE),
];
/// Governs with nobody.
const OBSERVER: Person = 17;

/// How many plans there are.
pub const PLANS: u64 = 4;

/// An office: whose, whether it heads the unit, who acts, and the term.
type Post = (Unit, bool, ActBy, Block);

/// The offices of a plan.
fn offices(plan: u64) -> Vec<Post> {
	match plan {
		// A line of heads.
		0 => vec![
			(LAKE, true, ActBy::Line, 60),
			(NORTH, true, ActBy::Line, 90),
			(COUNTRY, true, ActBy::Nobody, 75),
		],
		// Everything there can be.
		1 => vec![
			(LAKE, true, ActBy::Line, 60),
			(LAKE, false, ActBy::Above, 60),
			(HILL, true, ActBy::Line, 75),
			(NORTH, true, ActBy::Line, 90),
			(COUNTRY, true, ActBy::Above, 90),
			(DALE, true, ActBy::Nobody, 60),
		],
		// One council: all dates and terms on the same blocks.
		2 => vec![
			(LAKE, true, ActBy::Line, 60),
			(LAKE, false, ActBy::Line, 60),
			(LAKE, false, ActBy::Line, 60),
			(LAKE, false, ActBy::Above, 60),
			(NORTH, true, ActBy::Line, 60),
		],
		// The head of the unit above acts nearly everywhere.
		_ => vec![
			(LAKE, true, ActBy::Above, 60),
			(HILL, true, ActBy::Above, 60),
			(NORTH, true, ActBy::Above, 75),
			(COUNTRY, true, ActBy::Line, 90),
		],
	}
}

/// Numbers of rounds. The first are the usual ones.
pub const ROUND_RULES: [RoundRules; 4] = [
	rounds(12, 6, 3, 4, [100_000, 250_000, 50_000]),
	// Whatever anybody says counts at once.
	rounds(10, 5, 2, 0, [0, 0, 0]),
	// As close together as they can be.
	rounds(6, 6, 4, 9, [100_000, 400_000, 100_000]),
	// Nearly always unclear.
	rounds(14, 7, 3, 2, [50_000, 1_000_000, 1_000_000]),
];

const fn rounds(period: u64, fast: u64, voting: u64, grace: u64, counts: [u32; 3]) -> RoundRules {
	let [min, sure, margin] = counts;
	RoundRules {
		period,
		fast,
		voting,
		grace,
		counts: Counts { min, sure, margin },
	}
}

/// The longest time a round can be under way, by any of these numbers.
pub const LONGEST_ROUND: Block = 4 + 1;

/// Numbers of cases and petitions. The first are the usual ones.
pub const CASE_RULES: [CaseRules; 4] = [
	cases([200_000, 500_000], 14, 50_000, 4, 14),
	// No room between losing and regaining, no time, no rest.
	cases([500_000, 500_000], 1, 1, 1, 0),
	// Only everybody is enough.
	cases([1_000_000, 1_000_000], 9, 1_000_000, 6, 5),
	cases([350_000, 650_000], 25, 250_000, 8, 30),
];

const fn cases(edges: [u32; 2], recovery: u64, share: u32, window: u64, rest: u64) -> CaseRules {
	let [suspend_below, reinstate_at] = edges;
	CaseRules {
		suspend_below,
		reinstate_at,
		recovery,
		petition_share: share,
		petition_window: window,
		rest,
	}
}

/// Numbers of judgements. The first are the usual ones.
pub const PLEDGE_RULES: [PledgeRules; 3] = [
	pledges(3, [100_000, 50_000, 500_000], 1),
	pledges(1, [0, 0, 0], 2),
	pledges(4, [700_000, 300_000, 660_000], 8),
];

const fn pledges(judging: u64, shares: [u32; 3], most_open: usize) -> PledgeRules {
	let [quorum, repeat_quorum, majority] = shares;
	PledgeRules {
		judging,
		quorum,
		repeat_quorum,
		majority,
		most_open,
	}
}

/// The numbers a plan begins with, by level.
fn round_rules(plan: u64) -> BTreeMap<Option<u8>, RoundRules> {
	let mut rules = BTreeMap::from([(None, ROUND_RULES[0])]);
	if plan == 1 {
		rules.insert(Some(1), ROUND_RULES[2]);
	}
	rules
}

fn case_rules(plan: u64) -> BTreeMap<Option<u8>, CaseRules> {
	let mut rules = BTreeMap::from([(None, CASE_RULES[0])]);
	if plan == 1 {
		rules.insert(Some(2), CASE_RULES[3]);
	}
	rules
}

/// What the chain calls these numbers.
pub fn round_params(rules: &RoundRules) -> pallet_reputation::Params<u64> {
	pallet_reputation::Params {
		period: rules.period,
		fast_period: rules.fast,
		voting: rules.voting,
		grace: rules.grace,
		rule: ConfidenceRule {
			min_turnout: rules.counts.min,
			sure_turnout: rules.counts.sure,
			margin: rules.counts.margin,
		},
	}
}

pub fn case_params(rules: &CaseRules) -> pallet_recall::Params<u64> {
	pallet_recall::Params {
		suspend_below: rules.suspend_below,
		reinstate_at: rules.reinstate_at,
		recovery: rules.recovery,
		petition_share: rules.petition_share,
		petition_window: rules.petition_window,
		rest: rules.rest,
	}
}

pub fn pledge_params(rules: &PledgeRules) -> pallet_pledges::Params<u64> {
	pallet_pledges::Params {
		judging: rules.judging,
		quorum: rules.quorum,
		repeat_quorum: rules.repeat_quorum,
		majority: rules.majority,
		open_per_unit: rules.most_open as u32,
	}
}

pub fn acting_rule(rule: ActBy) -> ActingRule {
	match rule {
		ActBy::Line => ActingRule::NextInLine,
		ActBy::Above => ActingRule::HeadAbove,
		ActBy::Nobody => ActingRule::Nobody,
	}
}

pub fn office_kind(is_head: bool) -> OfficeKind {
	if is_head {
		OfficeKind::Head
	} else {
		OfficeKind::Member
	}
}

/// The model of a plan, before the first block.
pub fn model(plan: u64, per_block: usize, lot: Lot) -> Model {
	let resident = |(person, home)| {
		let resident = Resident {
			home,
			is_observer: person == OBSERVER,
			is_good: true,
		};
		(person, resident)
	};
	let mut model = Model::new(
		Plan {
			people: PEOPLE.map(resident).into(),
			above: ABOVE.to_vec(),
			electors: ELECTORS.to_vec(),
			round_rules: round_rules(plan),
			case_rules: case_rules(plan),
			pledge_rules: PLEDGE_RULES[0],
			per_block,
		},
		lot,
	);
	for (unit, is_head, rule, term) in offices(plan) {
		model.establish(unit, is_head, rule, term, 1);
	}
	model
}

/// The first state of the chain of a plan.
pub fn genesis(plan: u64) -> sp_runtime::Storage {
	let unit = |code: &str, parent: &str, kind| UnitEntry {
		code: code.into(),
		parent: parent.into(),
		kind,
		name: code.into(),
	};
	let office = |(unit, is_head, rule, term): Post| OfficeEntry {
		unit,
		title: "Office".into(),
		kind: office_kind(is_head),
		method: Method::Plurality,
		term,
		acting: acting_rule(rule),
	};
	let genesis = RuntimeGenesisConfig {
		system: Default::default(),
		territory: pallet_territory::GenesisConfig {
			units: vec![
				unit("C", "", UnitKind::Country),
				unit("C-N", "C", UnitKind::Region),
				unit("C-S", "C", UnitKind::Region),
				unit("C-N-L", "C-N", UnitKind::Council),
				unit("C-N-H", "C-N", UnitKind::Council),
				unit("C-S-D", "C-S", UnitKind::Council),
			],
			..Default::default()
		},
		offices: pallet_offices::GenesisConfig {
			offices: offices(plan).into_iter().map(office).collect(),
			..Default::default()
		},
		pledges: pallet_pledges::GenesisConfig {
			params: pledge_params(&PLEDGE_RULES[0]),
		},
		reputation: pallet_reputation::GenesisConfig {
			params: round_params(&round_rules(plan)[&None]),
			levels: round_rules(plan)
				.iter()
				.filter_map(|(level, rules)| Some(((*level)?, round_params(rules))))
				.collect(),
		},
		recall: pallet_recall::GenesisConfig {
			params: case_params(&case_rules(plan)[&None]),
			levels: case_rules(plan)
				.iter()
				.filter_map(|(level, rules)| Some(((*level)?, case_params(rules))))
				.collect(),
		},
	};
	genesis.build_storage().unwrap()
}

/// Tell the stand-ins who lives where.
pub fn settle_people() {
	let entry = |(person, home)| {
		let stratum = if person == OBSERVER {
			Stratum::Observer
		} else {
			Stratum::Home
		};
		let entry = Entry {
			home,
			stratum,
			is_good: true,
		};
		(person, entry)
	};
	Residents::settle_all(PEOPLE.map(entry).into(), ELECTORS.to_vec());
}

/// Whether a chain could be made with these numbers.
pub fn are_all_valid() -> bool {
	let rounds = ROUND_RULES
		.iter()
		.all(|rules| round_params(rules).is_valid());
	let cases = CASE_RULES.iter().all(|rules| case_params(rules).is_valid());
	let pledges = PLEDGE_RULES
		.iter()
		.all(|rules| pledge_params(rules).is_valid());
	rounds && cases && pledges
}
