//! Which class of laws may make which call: the whole table, and no other road to the root of power.
//!
//! There is no wildcard here. A pallet or call that is new does not compile until somebody has
//! decided who may make it; `tests::no_root` then holds the table against what the calls really
//! accept.
//!
//! - *Constitution*: the rules by which people keep power over those who hold it, and who makes
//!   people electors.
//! - *Parameter*: all other numbers, who is issuer, unit or office, and to suspend a registrar.
//! - *Upgrade*: everything that only root may do. Only these are dispatched as root.
//! - No law: what people do themselves, what the consensus does, and whatever makes other calls. A
//!   call within a call would reach what its class may not.

use super::Classes;
use crate::{Runtime, RuntimeCall};
use veche_primitives::laws::{
	Class::{self, Constitution, Parameter, Upgrade},
	ClassOf,
};

impl ClassOf<RuntimeCall> for Classes {
	fn class_of(call: &RuntimeCall) -> Option<Class> {
		match call {
			RuntimeCall::System(call) => system(call),
			RuntimeCall::Timestamp(call) => timestamp(call),
			RuntimeCall::Babe(call) => babe(call),
			RuntimeCall::Session(call) => session(call),
			RuntimeCall::Grandpa(call) => grandpa(call),
			RuntimeCall::Balances(call) => balances(call),
			RuntimeCall::Utility(call) => utility(call),
			RuntimeCall::Scheduler(call) => scheduler(call),
			RuntimeCall::Preimage(call) => preimage(call),
			RuntimeCall::Territory(call) => territory(call),
			RuntimeCall::Identity(call) => identity(call),
			RuntimeCall::Polls(call) => polls(call),
			RuntimeCall::Initiatives(call) => initiatives(call),
			RuntimeCall::Credentials(call) => credentials(call),
			RuntimeCall::Offices(call) => offices(call),
			RuntimeCall::Elections(call) => elections(call),
			RuntimeCall::Pledges(call) => pledges(call),
			RuntimeCall::Reputation(call) => reputation(call),
			RuntimeCall::Recall(call) => recall(call),
			RuntimeCall::Jury(call) => jury(call),
			RuntimeCall::Laws(call) => laws(call),
		}
	}
}

// The machine.

fn system(call: &frame_system::Call<Runtime>) -> Option<Class> {
	use frame_system::Call as C;
	match call {
		C::set_heap_pages { .. }
		| C::set_code { .. }
		| C::set_code_without_checks { .. }
		| C::set_storage { .. }
		| C::kill_storage { .. }
		| C::kill_prefix { .. }
		| C::authorize_upgrade { .. }
		| C::authorize_upgrade_without_checks { .. } => Some(Upgrade),
		// Anybody may bring the code that a law has authorised.
		C::remark { .. } | C::remark_with_event { .. } | C::apply_authorized_upgrade { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn timestamp(call: &pallet_timestamp::Call<Runtime>) -> Option<Class> {
	use pallet_timestamp::Call as C;
	match call {
		C::set { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn babe(call: &pallet_babe::Call<Runtime>) -> Option<Class> {
	use pallet_babe::Call as C;
	match call {
		C::plan_config_change { .. } => Some(Upgrade),
		C::report_equivocation { .. } | C::report_equivocation_unsigned { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn session(call: &pallet_session::Call<Runtime>) -> Option<Class> {
	use pallet_session::Call as C;
	match call {
		C::set_keys { .. } | C::purge_keys { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn grandpa(call: &pallet_grandpa::Call<Runtime>) -> Option<Class> {
	use pallet_grandpa::Call as C;
	match call {
		C::note_stalled { .. } => Some(Upgrade),
		C::report_equivocation { .. } | C::report_equivocation_unsigned { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn balances(call: &pallet_balances::Call<Runtime>) -> Option<Class> {
	use pallet_balances::Call as C;
	match call {
		C::force_transfer { .. }
		| C::force_unreserve { .. }
		| C::force_set_balance { .. }
		| C::force_adjust_total_issuance { .. } => Some(Upgrade),
		C::transfer_allow_death { .. }
		| C::transfer_keep_alive { .. }
		| C::transfer_all { .. }
		| C::upgrade_accounts { .. }
		| C::burn { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

/// Calls within calls: for no law.
fn utility(call: &pallet_utility::Call<Runtime>) -> Option<Class> {
	use pallet_utility::Call as C;
	match call {
		C::batch { .. }
		| C::as_derivative { .. }
		| C::batch_all { .. }
		| C::dispatch_as { .. }
		| C::force_batch { .. }
		| C::with_weight { .. }
		| C::if_else { .. }
		| C::dispatch_as_fallible { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

/// Calls within calls, or within others' agendas: for no law.
fn scheduler(call: &pallet_scheduler::Call<Runtime>) -> Option<Class> {
	use pallet_scheduler::Call as C;
	match call {
		C::schedule { .. }
		| C::cancel { .. }
		| C::schedule_named { .. }
		| C::cancel_named { .. }
		| C::schedule_after { .. }
		| C::schedule_named_after { .. }
		| C::set_retry { .. }
		| C::set_retry_named { .. }
		| C::cancel_retry { .. }
		| C::cancel_retry_named { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

/// A law that takes others' preimages away could undo bills: for no law.
fn preimage(call: &pallet_preimage::Call<Runtime>) -> Option<Class> {
	use pallet_preimage::Call as C;
	match call {
		C::note_preimage { .. }
		| C::unnote_preimage { .. }
		| C::request_preimage { .. }
		| C::unrequest_preimage { .. }
		| C::ensure_updated { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

// The people.

fn territory(call: &pallet_territory::Call<Runtime>) -> Option<Class> {
	use pallet_territory::Call as C;
	match call {
		C::add_unit { .. } | C::rename_unit { .. } => Some(Parameter),
		C::__Ignore(_, never) => match *never {},
	}
}

fn identity(call: &pallet_identity::Call<Runtime>) -> Option<Class> {
	use pallet_identity::Call as C;
	match call {
		// Who makes electors, how many together, and how many a day: whoever could set that could
		// make voters for every referendum to come.
		C::set_params { .. } | C::accredit_registrar { .. } => Some(Constitution),
		// To stop a corrupt one must not wait for a referendum.
		C::suspend_registrar { .. } | C::reinstate_registrar { .. } => Some(Parameter),
		C::attest { .. } | C::confirm { .. } | C::rotate_key { .. } | C::move_home { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn polls(call: &pallet_polls::Call<Runtime>) -> Option<Class> {
	use pallet_polls::Call as C;
	match call {
		C::cast { .. } | C::cast_batch { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn initiatives(call: &pallet_initiatives::Call<Runtime>) -> Option<Class> {
	use pallet_initiatives::Call as C;
	match call {
		C::set_params { .. } => Some(Parameter),
		C::start { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn credentials(call: &pallet_credentials::Call<Runtime>) -> Option<Class> {
	use pallet_credentials::Call as C;
	match call {
		C::accredit_issuer { .. }
		| C::suspend_issuer { .. }
		| C::reinstate_issuer { .. }
		| C::set_params { .. } => Some(Parameter),
		C::open_schema { .. }
		| C::close_schema { .. }
		| C::offer { .. }
		| C::withdraw { .. }
		| C::extend { .. }
		| C::accept { .. }
		| C::reject { .. }
		| C::seal { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

// Those in office, and the laws.

fn offices(call: &pallet_offices::Call<Runtime>) -> Option<Class> {
	use pallet_offices::Call as C;
	match call {
		C::establish { .. } => Some(Parameter),
		// Who may rise to a higher office, and so stand for it at all.
		C::set_params { .. } => Some(Constitution),
		C::resign { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn elections(call: &pallet_elections::Call<Runtime>) -> Option<Class> {
	use pallet_elections::Call as C;
	match call {
		// When the people elect, and who may stand: a panel alone must not put that off.
		C::set_params { .. } => Some(Constitution),
		C::stand { .. } | C::withdraw_candidacy { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn pledges(call: &pallet_pledges::Call<Runtime>) -> Option<Class> {
	use pallet_pledges::Call as C;
	match call {
		C::set_params { .. } => Some(Parameter),
		C::enter { .. } | C::claim { .. } | C::ask_excuse { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn reputation(call: &pallet_reputation::Call<Runtime>) -> Option<Class> {
	use pallet_reputation::Call as C;
	match call {
		C::set_params { .. } => Some(Constitution),
		C::__Ignore(_, never) => match *never {},
	}
}

fn recall(call: &pallet_recall::Call<Runtime>) -> Option<Class> {
	use pallet_recall::Call as C;
	match call {
		C::set_params { .. } => Some(Constitution),
		C::explain { .. } | C::petition { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn jury(call: &pallet_jury::Call<Runtime>) -> Option<Class> {
	use pallet_jury::Call as C;
	match call {
		C::set_params { .. } => Some(Constitution),
		C::submit { .. } | C::propose { .. } | C::claim { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}

fn laws(call: &pallet_laws::Call<Runtime>) -> Option<Class> {
	use pallet_laws::Call as C;
	match call {
		C::set_params { .. } => Some(Constitution),
		C::petition { .. } => None,
		C::__Ignore(_, never) => match *never {},
	}
}
