//! Who was named when the chain was founded is sent away by law, and by nobody else.

use crate::common::{laws::*, politics::*, *};
use pallet_jury::Verdict;
use pallet_laws::Outcome;
use sp_core::{sr25519, Pair};
use sp_runtime::{
	traits::{Dispatchable, IdentifyAccount},
	DispatchError, MultiSigner,
};
use veche_primitives::{laws::Class, rolls::Electorate};
use veche_runtime::{AccountId, Rolls, Runtime, RuntimeCall, RuntimeOrigin};

fn account(pair: &sr25519::Pair) -> AccountId {
	MultiSigner::from(pair.public()).into_account()
}

/// Why a call by this account fails.
fn fails(by: &sr25519::Pair, call: &RuntimeCall) -> DispatchError {
	let sent = call.clone().dispatch(RuntimeOrigin::signed(account(by)));
	sent.expect_err("must fail").error
}

/// A registrar's word for somebody new.
fn word(newcomer: &Citizen, number: u32) -> RuntimeCall {
	RuntimeCall::Identity(pallet_identity::Call::attest {
		attestation: attestation(newcomer, number, village()),
		possession: newcomer.possession(),
	})
}

fn suspend_registrar(registrar: &sr25519::Pair) -> RuntimeCall {
	RuntimeCall::Identity(pallet_identity::Call::suspend_registrar {
		registrar: account(registrar),
	})
}

fn suspend_faculty() -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::suspend_issuer {
		issuer: account(&faculty()),
	})
}

/// Go on until so many jurists are on their roll.
fn until_jurists_are(count: u32) {
	wait(|| (Rolls::electors(jurists_roll()) == count).then_some(()));
}

#[test]
fn registrar_of_the_founding_attests_nobody_when_a_law_has_suspended_them() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let [bob, charlie] = registrars();
		let suspend = suspend_registrar(&bob);
		// Neither who was founded beside them, nor who was elected.
		for other in [&charlie, &faculty(), &jurists[0].pair] {
			assert_eq!(fails(other, &suspend), DispatchError::BadOrigin);
		}
		let bill = submit(&jurists[0], act_of(Class::Parameter, &suspend));
		pass(bill, &jurists);
		assert_eq!(in_force(bill), 1);

		let newcomer = Citizen::new(91);
		let why = fails(&bob, &word(&newcomer, 91));
		let suspended = pallet_identity::Error::<Runtime>::RegistrarSuspended;
		assert_eq!(why, suspended.into());
		act(&charlie, word(&newcomer, 91));
		// Nobody whom another has attested too loses anything.
		next_block();
		for jurist in &jurists {
			person(jurist);
		}
	});
}

/// Three were founded, and two make a person: with one alone there soon were nobody to vote or to judge.
#[test]
fn law_fails_and_nobody_loses_anything_when_it_would_leave_too_few_registrars() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let [bob, charlie] = registrars();
		let first = suspend_registrar(&bob).dispatch(parameter_law());
		first.expect("two are left");
		let bill = submit(
			&jurists[0],
			act_of(Class::Parameter, &suspend_registrar(&charlie)),
		);
		pass(bill, &jurists);
		let too_few = pallet_identity::Error::<Runtime>::TooFewRegistrars;
		assert_eq!(outcome(bill), Outcome::Failed(too_few.into()));
		next_block();
		for jurist in &jurists {
			person(jurist);
		}
	});
}

#[test]
fn faculty_of_the_founding_makes_no_jurist_when_a_law_has_suspended_it() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let suspend = suspend_faculty();
		assert_eq!(fails(&school(), &suspend), DispatchError::BadOrigin);
		let bill = submit(&jurists[0], act_of(Class::Parameter, &suspend));
		pass(bill, &jurists);
		assert_eq!(in_force(bill), 1);

		let newcomers = vec![Citizen::new(92)];
		settle(&newcomers, 92, village());
		let offer = offer_call(JURIST, person(&newcomers[0]));
		let why = fails(&faculty(), &offer);
		let suspended = pallet_credentials::Error::<Runtime>::IssuerSuspended;
		assert_eq!(why, suspended.into());
	});
}

/// Without jurists no law could bring them back, if nobody else could judge.
#[test]
fn faculty_is_reinstated_by_a_panel_of_all_people_when_a_law_has_left_no_jurist() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let bill = submit(&jurists[0], act_of(Class::Parameter, &suspend_faculty()));
		pass(bill, &jurists);
		assert_eq!(in_force(bill), 1);
		until_jurists_are(0);

		let reinstate = RuntimeCall::Credentials(pallet_credentials::Call::reinstate_issuer {
			issuer: account(&faculty()),
		});
		let bill = submit(&jurists[0], act_of(Class::Parameter, &reinstate));
		let open = drawing(bill);
		assert_eq!(open.jurists, Electorate::Unit(unit(COUNTRY)));
		for citizen in &jurists {
			let home = precinct(citizen, village());
			let ticket = ticket_of(citizen, bill, &open, home);
			claim_seat(ticket.expect("on everybody's roll"));
		}
		let poll = seated_panel(bill);
		let (jurors, _) = panel(bill, &jurists);
		for juror in jurors {
			cast(ballot(juror, poll, YES, 1));
		}
		assert_eq!(verdict(bill), Verdict::Passed);
		assert_eq!(in_force(bill), 2);
		until_jurists_are(5);
	});
}
