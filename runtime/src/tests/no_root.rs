//! There is no root of power but laws. Every call of the runtime is sent by everybody who could send
//! one, so a call that only root could make, and no law, cannot hide anywhere.

use super::{
	dispatchables::{all, Dispatchable},
	*,
};
use crate::governance::Classes;
use frame_support::storage::with_transaction;
use frame_system::RawOrigin;
use sp_core::traits::{Externalities, ReadRuntimeVersion, ReadRuntimeVersionExt};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Dispatchable as _, DispatchError, TransactionOutcome};
use std::collections::BTreeSet;
use veche_primitives::laws::{
	Class::{self, Constitution, Parameter, Upgrade},
	ClassOf,
};

/// Calls that neither a person nor a law can make, and why that is right.
const CLOSED: [(&str, &str); 19] = [
	("Timestamp.set", "authors put it into their blocks"),
	("Polls.cast", "the ballot's proof is its authority"),
	("Polls.cast_batch", "the ballots' proofs are its authority"),
	("Jury.claim", "the ticket's proof is its authority"),
	("Utility.dispatch_as", "would be a way to any origin"),
	(
		"Utility.dispatch_as_fallible",
		"would be a way to any origin",
	),
	("Utility.with_weight", "would be a way past the weights"),
	("Scheduler.schedule", "laws have an agenda of their own"),
	("Scheduler.cancel", "nothing is scheduled"),
	(
		"Scheduler.schedule_named",
		"laws have an agenda of their own",
	),
	("Scheduler.cancel_named", "nothing is scheduled"),
	(
		"Scheduler.schedule_after",
		"laws have an agenda of their own",
	),
	(
		"Scheduler.schedule_named_after",
		"laws have an agenda of their own",
	),
	("Scheduler.set_retry", "nothing is scheduled"),
	("Scheduler.set_retry_named", "nothing is scheduled"),
	("Scheduler.cancel_retry", "nothing is scheduled"),
	("Scheduler.cancel_retry_named", "nothing is scheduled"),
	(
		"Preimage.request_preimage",
		"laws ask for their calls themselves",
	),
	(
		"Preimage.unrequest_preimage",
		"would take the call of a bill away",
	),
];

/// Calls that anybody may make, also root and laws, since they need no power.
const OPEN: [&str; 6] = [
	"System.remark",
	// Only code whose hash a law has authorised.
	"System.apply_authorized_upgrade",
	// The calls within have the sender's origin: nothing is gained.
	"Utility.batch",
	"Utility.batch_all",
	"Utility.force_batch",
	"Utility.if_else",
];

/// Calls whose arguments nobody can give: equivocations are not reported on this chain yet.
const IMPOSSIBLE: [&str; 4] = [
	"Babe.report_equivocation",
	"Babe.report_equivocation_unsigned",
	"Grandpa.report_equivocation",
	"Grandpa.report_equivocation_unsigned",
];

/// Calls that a proof authorises.
const PROVEN: [&str; 3] = ["Polls.cast", "Polls.cast_batch", "Jury.claim"];

/// Whether the pallet does not tell laws of this class from its own: it has one origin for two
/// classes, so the table of classes alone keeps them apart.
fn is_shared(name: &str, class: Class) -> bool {
	let is_split = ["Identity.", "Offices."]
		.iter()
		.any(|pallet| name.starts_with(pallet));
	is_split && matches!(class, Parameter | Constitution)
}

/// Some new code is looked at in the walk; it is none.
struct NoVersion;

impl ReadRuntimeVersion for NoVersion {
	fn read_runtime_version(&self, _: &[u8], _: &mut dyn Externalities) -> Result<Vec<u8>, String> {
		Err("no code".into())
	}
}

fn on_chain(test: impl FnOnce()) {
	let mut chain = preset(named::STAGING_RUNTIME_PRESET);
	chain.register_extension(ReadRuntimeVersionExt::new(NoVersion));
	chain.execute_with(test);
}

/// All calls that can be made at all, some with two kinds of arguments.
fn possible() -> impl Iterator<Item = (String, RuntimeCall)> {
	all()
		.into_iter()
		.flat_map(|Dispatchable { name, calls, .. }| {
			calls.into_iter().map(move |call| (name.clone(), call))
		})
}

/// Whether the origin alone is reason to refuse the call. Nothing stays of it.
fn refused(call: &RuntimeCall, origin: RuntimeOrigin) -> bool {
	let sent = with_transaction(|| {
		let result = call.clone().dispatch(origin);
		TransactionOutcome::Rollback(result.map(|_| ()).map_err(|failed| failed.error))
	});
	sent == Err(DispatchError::BadOrigin)
}

/// Somebody with an account. Eve has money too.
fn anybody() -> RuntimeOrigin {
	RuntimeOrigin::signed(Sr25519Keyring::Eve.to_account_id())
}

/// Who makes the calls of laws of this class.
fn law(class: Class) -> RuntimeOrigin {
	match class {
		Upgrade => RuntimeOrigin::root(),
		class => pallet_laws::Origin::Law(class).into(),
	}
}

#[test]
fn every_call_is_a_persons_or_a_laws_or_closed_for_a_reason() {
	on_chain(|| {
		let mut closed = BTreeSet::new();
		for (name, call) in possible() {
			let class = Classes::class_of(&call);
			if refused(&call, anybody()) {
				assert!(!OPEN.contains(&name.as_str()), "{name} is not open");
				if class.is_none() {
					closed.insert(name);
				}
			} else {
				assert_eq!(class, None, "{name} needs no law: anybody may make it");
			}
		}
		let reasoned: BTreeSet<String> = CLOSED.iter().map(|(name, _)| name.to_string()).collect();
		assert_eq!(closed, reasoned, "only root could make these, and no law");
	});
}

#[test]
fn laws_of_a_class_make_the_calls_of_their_class_and_no_others() {
	on_chain(|| {
		for (name, call) in possible() {
			if OPEN.contains(&name.as_str()) {
				continue;
			}
			let is_closed = CLOSED.iter().any(|(closed, _)| *closed == name);
			for class in Class::ALL {
				// What is closed but for root: no law of any class comes as far as being root here.
				if is_closed && class == Upgrade {
					continue;
				}
				let own = Classes::class_of(&call);
				let may = own == Some(class) || own.is_some() && is_shared(&name, class);
				let is_refused = refused(&call, law(class));
				assert_eq!(is_refused, !may, "{name}, made by a law of class {class:?}");
			}
		}
	});
}

#[test]
fn nobody_makes_calls_without_an_origin_or_by_a_proof_that_are_not_meant_for_it() {
	on_chain(|| {
		for (name, call) in possible() {
			let name = name.as_str();
			// Without an inherent's data the block would be none: it panics rather than fails.
			let is_bare = ["System.remark", "System.apply_authorized_upgrade"].contains(&name);
			if name != "Timestamp.set" {
				let is_refused = refused(&call, RawOrigin::None.into());
				assert_eq!(is_refused, !is_bare, "{name}, without an origin");
			}
			let is_proven = PROVEN.contains(&name) || OPEN.contains(&name);
			let is_refused = refused(&call, RawOrigin::Authorized.into());
			assert_eq!(is_refused, !is_proven, "{name}, authorised by a proof");
		}
	});
}

#[test]
fn calls_that_nobody_can_make_are_those_known() {
	let impossible = all()
		.into_iter()
		.filter(|found| found.calls.is_empty())
		.map(|found| found.name);
	assert_eq!(impossible.collect::<Vec<_>>(), IMPOSSIBLE);
}

#[test]
fn walk_meets_every_pallet_that_has_calls() {
	let pallets: BTreeSet<String> = all()
		.iter()
		.filter_map(|found| Some(found.name.split_once('.')?.0.to_string()))
		.collect();
	for pallet in ["System", "Identity", "Recall", "Jury", "Laws"] {
		assert!(pallets.contains(pallet), "{pallet} is not walked");
	}
	assert_eq!(pallets.len(), 21, "{pallets:?}");
	let names: BTreeSet<String> = all().into_iter().map(|found| found.name).collect();
	for name in OPEN.into_iter().chain(PROVEN) {
		assert!(names.contains(name), "there is no call {name}");
	}
}

#[test]
fn walk_tries_the_first_and_the_last_of_all_choices() {
	let classes = possible().filter_map(|(_, call)| match call {
		RuntimeCall::Laws(pallet_laws::Call::set_params { class, .. }) => Some(class),
		_ => None,
	});
	assert!(classes.eq([Class::Statute, Constitution]));
	let certificates = possible().filter_map(|(_, call)| match call {
		RuntimeCall::Elections(pallet_elections::Call::set_params { params }) => {
			Some(params.certificate)
		}
		_ => None,
	});
	assert!(certificates.eq([None, Some(0)]));
}

#[test]
fn no_law_may_make_a_call_that_holds_another() {
	let mut nesting = 0;
	for found in all().into_iter().filter(|found| found.nests) {
		nesting += 1;
		let class = found.calls.iter().find_map(Classes::class_of);
		assert_eq!(class, None, "{} can hold a call of any class", found.name);
	}
	assert!(nesting >= 12, "utility and scheduler hold calls: {nesting}");
}

#[test]
fn a_call_is_of_no_class_when_hidden_in_another() {
	let inner = RuntimeCall::Recall(pallet_recall::Call::set_params {
		level: None,
		params: pallet_recall::Params {
			rest: 1,
			..Default::default()
		},
	});
	assert_eq!(Classes::class_of(&inner), Some(Constitution));
	let boxed = || Box::new(inner.clone());
	let as_origin = || -> Box<OriginCaller> { Box::new(RawOrigin::Root.into()) };
	let hidden = [
		RuntimeCall::Utility(pallet_utility::Call::batch {
			calls: vec![inner.clone()],
		}),
		RuntimeCall::Utility(pallet_utility::Call::batch_all {
			calls: vec![inner.clone()],
		}),
		RuntimeCall::Utility(pallet_utility::Call::force_batch {
			calls: vec![inner.clone()],
		}),
		RuntimeCall::Utility(pallet_utility::Call::as_derivative {
			index: 0,
			call: boxed(),
		}),
		RuntimeCall::Utility(pallet_utility::Call::dispatch_as {
			as_origin: as_origin(),
			call: boxed(),
		}),
		RuntimeCall::Utility(pallet_utility::Call::dispatch_as_fallible {
			as_origin: as_origin(),
			call: boxed(),
		}),
		RuntimeCall::Utility(pallet_utility::Call::with_weight {
			call: boxed(),
			weight: Default::default(),
		}),
		RuntimeCall::Utility(pallet_utility::Call::if_else {
			main: boxed(),
			fallback: boxed(),
		}),
		RuntimeCall::Scheduler(pallet_scheduler::Call::schedule {
			when: 10,
			maybe_periodic: None,
			priority: 0,
			call: boxed(),
		}),
		RuntimeCall::Scheduler(pallet_scheduler::Call::schedule_named {
			id: [0; 32],
			when: 10,
			maybe_periodic: None,
			priority: 0,
			call: boxed(),
		}),
		RuntimeCall::Scheduler(pallet_scheduler::Call::schedule_after {
			after: 10,
			maybe_periodic: None,
			priority: 0,
			call: boxed(),
		}),
	];
	on_chain(|| {
		for call in hidden {
			assert_eq!(Classes::class_of(&call), None, "{call:?}");
			// And whoever sends it like that gains nothing by it.
			let rest = with_transaction(|| {
				let _ = call.dispatch(anybody());
				let rest = pallet_recall::Parameters::<Runtime>::get().rest;
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(rest))
			});
			assert_ne!(rest, Ok(1));
		}
	});
}

#[test]
fn what_the_design_calls_constitutional_is() {
	let least = |wanted: &str| {
		let found = possible().find(|(name, _)| name == wanted);
		found.unwrap_or_else(|| panic!("no call {wanted}")).1
	};
	for (name, class) in [
		// Thresholds of recall, how ratings count, k of n, jury size, these rules themselves; and when
		// the people elect, and whom.
		("Recall.set_params", Constitution),
		("Reputation.set_params", Constitution),
		("Identity.set_params", Constitution),
		("Identity.accredit_registrar", Constitution),
		("Elections.set_params", Constitution),
		("Offices.set_params", Constitution),
		("Jury.set_params", Constitution),
		("Laws.set_params", Constitution),
		// Who is what, and all other numbers.
		("Identity.suspend_registrar", Parameter),
		("Identity.reinstate_registrar", Parameter),
		("Credentials.accredit_issuer", Parameter),
		("Territory.add_unit", Parameter),
		("Offices.establish", Parameter),
		("Pledges.set_params", Parameter),
		("Initiatives.set_params", Parameter),
		// The root of power.
		("System.set_code", Upgrade),
		("System.authorize_upgrade", Upgrade),
		("System.set_storage", Upgrade),
		("Grandpa.note_stalled", Upgrade),
		("Balances.force_transfer", Upgrade),
	] {
		assert_eq!(Classes::class_of(&least(name)), Some(class), "{name}");
	}
}
