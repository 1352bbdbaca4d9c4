//! New code by law, from the bill to the code in place; and how a law cannot be got round.
//!
//! That a node then runs the code is tried on a real one; here is no Wasm, and what stands for code
//! says nothing but its version.

use crate::common::{laws::*, politics::*, *};
use pallet_laws::Outcome;
use sp_core::storage::well_known_keys;
use sp_runtime::{traits::Dispatchable as _, ApplyExtrinsicResult, DispatchError};
use veche_primitives::laws::Class;
use veche_runtime::{
	Executive, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System, UncheckedExtrinsic,
	VERSION,
};

type Error = pallet_laws::Error<Runtime>;

fn code_now() -> Option<Vec<u8>> {
	sp_io::storage::get(well_known_keys::CODE).map(|code| code.to_vec())
}

/// Anybody brings code, without account or fee.
fn bring(code: Vec<u8>) -> ApplyExtrinsicResult {
	let call = RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { code });
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(call))
}

fn authorize(code: &[u8]) -> RuntimeCall {
	let code_hash = hash_of(code);
	RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash })
}

fn rejected() -> bool {
	System::events().iter().any(|record| {
		matches!(
			record.event,
			RuntimeEvent::System(frame_system::Event::RejectedInvalidAuthorizedUpgrade { .. })
		)
	})
}

#[test]
fn new_code_is_taken_from_anybody_when_a_law_has_authorized_it() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let before = code_now();
		let new = code(VERSION.spec_version + 1);
		let other = code(VERSION.spec_version + 2);

		// Nobody can, before: neither the head of the country nor by a law of another class.
		assert!(bring(new.clone()).is_err());
		let head = RuntimeOrigin::signed(jurists[0].account());
		let directly = authorize(&new).dispatch(head).unwrap_err().error;
		assert_eq!(directly, DispatchError::BadOrigin);
		let disguised = act_of(Class::Parameter, &authorize(&new));
		let disguised = refused(&jurists[0].pair, submit_call(0, disguised));
		assert_eq!(disguised, Error::CallNotOfClass.into());

		let bill = submit(&jurists[0], act_of(Class::Upgrade, &authorize(&new)));
		pass(bill, &jurists);
		// Not until the people have said yes, and not within the delay.
		confirm(bill, &jurists[..3]);
		assert!(System::authorized_upgrade().is_none());
		assert!(bring(new.clone()).is_err());
		assert_eq!(in_force(bill), 1);

		// Only this very code, and only once.
		assert!(bring(other).is_err());
		assert_eq!(code_now(), before);
		bring(new.clone()).expect("valid").expect("taken");
		assert_eq!(code_now(), Some(new.clone()));
		assert!(!rejected());
		next_block();
		assert!(bring(new).is_err());
	});
}

#[test]
fn code_is_not_authorized_when_the_people_stay_at_home() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let new = code(VERSION.spec_version + 1);
		let bill = submit(&jurists[0], act_of(Class::Upgrade, &authorize(&new)));
		pass(bill, &jurists);
		let referendum = asked_about(bill);
		assert_eq!(outcome(bill), Outcome::Struck { poll: referendum });
		assert!(System::authorized_upgrade().is_none());
		assert!(bring(new).is_err());
	});
}

#[test]
fn code_is_rejected_when_its_version_is_not_higher_though_a_law_has_authorized_it() {
	with_laws(|| {
		let before = code_now();
		for version in [VERSION.spec_version - 1, VERSION.spec_version] {
			let old = code(version);
			// What a law of the class of upgrades does.
			authorize(&old)
				.dispatch(RuntimeOrigin::root())
				.expect("a law may");
			bring(old).expect("valid").expect("looked at");
			assert!(rejected(), "version {version}");
			assert_eq!(code_now(), before);
			assert!(System::authorized_upgrade().is_none());
			next_block();
		}
		// What is no code at all.
		let noise = b"noise".to_vec();
		authorize(&noise)
			.dispatch(RuntimeOrigin::root())
			.expect("a law may");
		bring(noise).expect("valid").expect("looked at");
		assert!(rejected());
		assert_eq!(code_now(), before);
	});
}
