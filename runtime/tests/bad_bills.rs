//! Bills that cannot become law, sent through the whole pipeline of the runtime: each is refused with
//! an error of its own, and leaves nothing behind.

use crate::common::{laws::*, politics::*, *};
use codec::Encode;
use frame_support::traits::{Bounded, QueryPreimage as _};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	DispatchError,
};
use veche_primitives::laws::Class;
use veche_runtime::{constants::MAX_LAW_CALL_BYTES, OriginCaller, Preimage, Runtime, RuntimeCall};

type Error = pallet_laws::Error<Runtime>;

/// All classes whose laws make calls.
const ACTING: [Class; 3] = [Class::Parameter, Class::Upgrade, Class::Constitution];

/// A call of the class parameter.
fn lawful() -> RuntimeCall {
	let params = pallet_initiatives::Parameters::<Runtime>::get();
	RuntimeCall::Initiatives(pallet_initiatives::Call::set_params { params })
}

/// Why the chain refuses the bill.
fn refusal(citizen: &Citizen, bill: BillOf) -> DispatchError {
	let why = refused(&citizen.pair, propose_call(bill));
	assert_eq!(pallet_jury::NextBill::<Runtime>::get(), 0);
	why
}

/// Somebody with money does something about preimages.
fn by_eve(call: pallet_preimage::Call<Runtime>) {
	let sent = signed(&Sr25519Keyring::Eve.pair(), RuntimeCall::Preimage(call));
	sent.expect("paid for").expect("done");
}

/// Somebody uploads a call. Returns hash and length.
fn upload(call: &RuntimeCall) -> (H256, u32) {
	let bytes = call.encode();
	let (hash, len) = (BlakeTwo256::hash(&bytes), bytes.len() as u32);
	by_eve(pallet_preimage::Call::note_preimage { bytes });
	assert_eq!(Preimage::len(&hash), Some(len));
	(hash, len)
}

/// A bill whose call is that preimage.
fn making(class: Class, hash: H256, len: u32) -> BillOf {
	BillOf {
		call: Some(Bounded::Lookup { hash, len }),
		..act_of(class, &lawful())
	}
}

/// The call, inside every other one that can hold calls.
fn hidden(inner: &RuntimeCall) -> Vec<RuntimeCall> {
	use pallet_scheduler::Call as Later;
	use pallet_utility::Call as Wrapped;
	let call = || Box::new(inner.clone());
	let calls = || vec![inner.clone()];
	let root = || -> Box<OriginCaller> { Box::new(RawOrigin::Root.into()) };
	let law =
		|| -> Box<OriginCaller> { Box::new(pallet_laws::Origin::Law(Class::Constitution).into()) };
	let (maybe_periodic, priority) = (None, 0);
	let wrapped: [Wrapped<Runtime>; 8] = [
		Wrapped::batch { calls: calls() },
		Wrapped::batch_all { calls: calls() },
		Wrapped::force_batch { calls: calls() },
		Wrapped::as_derivative {
			index: 0,
			call: call(),
		},
		Wrapped::dispatch_as {
			as_origin: root(),
			call: call(),
		},
		Wrapped::dispatch_as_fallible {
			as_origin: law(),
			call: call(),
		},
		Wrapped::with_weight {
			call: call(),
			weight: Default::default(),
		},
		Wrapped::if_else {
			main: call(),
			fallback: call(),
		},
	];
	let later: [Later<Runtime>; 4] = [
		Later::schedule {
			when: 1_000,
			maybe_periodic,
			priority,
			call: call(),
		},
		Later::schedule_named {
			id: [0; 32],
			when: 1_000,
			maybe_periodic,
			priority,
			call: call(),
		},
		Later::schedule_after {
			after: 10,
			maybe_periodic,
			priority,
			call: call(),
		},
		Later::schedule_named_after {
			id: [0; 32],
			after: 10,
			maybe_periodic,
			priority,
			call: call(),
		},
	];
	let wrapped = wrapped.into_iter().map(RuntimeCall::Utility);
	wrapped
		.chain(later.into_iter().map(RuntimeCall::Scheduler))
		.collect()
}

#[test]
fn propose_is_refused_when_the_call_is_inside_another() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		for call in hidden(&lawful()) {
			for class in ACTING {
				let why = refusal(citizen, act_of(class, &call));
				assert_eq!(why, Error::CallNotOfClass.into(), "{class:?}: {call:?}");
			}
			let statute = refusal(citizen, act_of(Class::Statute, &call));
			assert_eq!(statute, Error::StatuteWithCall.into(), "{call:?}");
		}
		// By itself the same call may be made by a law of its class.
		act(
			&citizen.pair,
			propose_call(act_of(Class::Parameter, &lawful())),
		);
	});
}

#[test]
fn propose_is_refused_when_the_preimage_hides_the_call_inside_another() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		let calls = vec![lawful(); 9];
		let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
		let (hash, len) = upload(&batch);
		for class in ACTING {
			let why = refusal(citizen, making(class, hash, len));
			assert_eq!(why, Error::CallNotOfClass.into(), "{class:?}");
		}
	});
}

#[test]
fn propose_is_refused_when_the_preimage_would_unfold_to_thousands_of_calls() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		// Three bytes each: as many as fit.
		let empty = RuntimeCall::System(frame_system::Call::remark { remark: Vec::new() });
		let most = (MAX_LAW_CALL_BYTES as usize - 4) / empty.encoded_size();
		let calls = vec![empty; most];
		let batch = RuntimeCall::Utility(pallet_utility::Call::batch { calls });
		let (hash, len) = upload(&batch);
		assert!(most > 5_000 && len <= MAX_LAW_CALL_BYTES);
		for class in ACTING {
			let why = refusal(citizen, making(class, hash, len));
			assert_eq!(why, Error::BadCall.into(), "{class:?}");
		}
	});
}

#[test]
fn propose_is_refused_when_the_bill_has_no_text() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		let text = H256::zero();
		for bill in [statute("On wells"), act_of(Class::Parameter, &lawful())] {
			let why = refusal(citizen, BillOf { text, ..bill });
			assert_eq!(why, Error::MissingText.into());
		}
	});
}

#[test]
fn propose_is_refused_when_the_preimage_is_taken_away_before() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		let (hash, len) = upload(&lawful());
		by_eve(pallet_preimage::Call::unnote_preimage { hash });
		let why = refusal(citizen, making(Class::Parameter, hash, len));
		assert_eq!(why, Error::MissingPreimage.into());
		// It is there again: nothing else was wrong.
		upload(&lawful());
		let again = making(Class::Parameter, hash, len);
		act(&citizen.pair, propose_call(again));
	});
}

#[test]
fn propose_is_refused_when_the_preimage_is_oversized_whatever_its_length_is_said_to_be() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		let value = vec![1; MAX_LAW_CALL_BYTES as usize];
		let items = vec![(vec![1], value)];
		let call = RuntimeCall::System(frame_system::Call::set_storage { items });
		let (hash, len) = upload(&call);
		assert!(len > MAX_LAW_CALL_BYTES);
		let oversized = refusal(citizen, making(Class::Upgrade, hash, len));
		assert_eq!(oversized, Error::OversizedCall.into());
		for shorter in [0, 100, MAX_LAW_CALL_BYTES] {
			let why = refusal(citizen, making(Class::Upgrade, hash, shorter));
			assert_eq!(why, Error::MissingPreimage.into(), "{shorter} bytes");
		}
	});
}

#[test]
fn propose_is_refused_when_the_call_would_take_too_much_of_a_block() {
	with_laws(|| {
		let citizens = citizens(1);
		let citizen = &citizens[0];
		let clear = |subkeys| {
			let prefix = b"nothing".to_vec();
			RuntimeCall::System(frame_system::Call::kill_prefix { prefix, subkeys })
		};
		let why = refusal(citizen, act_of(Class::Upgrade, &clear(u32::MAX - 1)));
		assert_eq!(why, Error::CallTooHeavy.into());
		let light = act_of(Class::Upgrade, &clear(1));
		act(&citizen.pair, propose_call(light));
	});
}
