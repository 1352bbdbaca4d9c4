//! Random sequences of acts keep the invariants, and what is decided stays.

use super::*;
use proptest::prelude::*;

const OFFICES: [OfficeId; 3] = [HEAD, SEAT, REGION_HEAD];
const PEOPLE: [AccountId; 6] = [ALES, BELA, CIM, DAN, 20, 21];

#[derive(Clone, Debug)]
enum Act {
	Call(OfficeId),
	Stand(AccountId, OfficeId),
	Withdraw(AccountId),
	Revoke(AccountId),
	Return(AccountId, UnitId),
	Certify(AccountId, bool),
	Promise(AccountId, usize),
	Wait(u64),
	Close {
		which: usize,
		quorum_met: bool,
		order: Vec<u8>,
	},
	Refuse {
		to_open: bool,
		to_install: bool,
	},
}

fn act() -> impl Strategy<Value = Act> {
	let office = || prop::sample::select(OFFICES.to_vec());
	let who = || prop::sample::select(PEOPLE.to_vec());
	let unit = prop::sample::select(vec![DISTRICT, DISTRICT, REGION, OTHER_REGION]);
	let order = Just(vec![0u8, 1, 2, 3, 4, 5]).prop_shuffle();
	let order = (order, 0..=6usize).prop_map(|(order, count)| order[..count].to_vec());
	let seldom = || prop::bool::weighted(0.2);
	prop_oneof![
		3 => office().prop_map(Act::Call),
		8 => (who(), office()).prop_map(|(who, office)| Act::Stand(who, office)),
		1 => who().prop_map(Act::Withdraw),
		1 => who().prop_map(Act::Revoke),
		2 => (who(), unit).prop_map(|(who, unit)| Act::Return(who, unit)),
		1 => (who(), prop::bool::weighted(0.8)).prop_map(|(who, has)| Act::Certify(who, has)),
		2 => (who(), 0..=16usize).prop_map(|(who, count)| Act::Promise(who, count)),
		6 => (1..15u64).prop_map(Act::Wait),
		4 => (0..3usize, prop::bool::weighted(0.7), order)
			.prop_map(|(which, quorum_met, order)| Act::Close { which, quorum_met, order }),
		1 => (seldom(), seldom())
			.prop_map(|(to_open, to_install)| Act::Refuse { to_open, to_install }),
	]
}

/// Do it; the outcome does not matter, the state after it does.
fn perform(act: Act) {
	let refusal = |refuse: bool| refuse.then_some(DispatchError::Unavailable);
	match act {
		Act::Call(office) => {
			let _ = ElectionsPallet::call(office, Cause::Vacancy);
		}
		Act::Stand(who, office) => {
			let id = ElectionsPallet::under_way(office).unwrap_or(ElectionId::MAX);
			let origin = RuntimeOrigin::signed(who);
			let _ = ElectionsPallet::stand(origin, id, title("Somebody"), H256::zero());
		}
		Act::Withdraw(who) => {
			let id = ElectionsPallet::candidacy_of(person(who)).unwrap_or(ElectionId::MAX);
			let _ = ElectionsPallet::withdraw_candidacy(RuntimeOrigin::signed(who), id);
		}
		Act::Revoke(who) => revoke(who),
		Act::Return(who, unit) => put_citizen(who, unit),
		Act::Certify(who, holds) => certify(who, holds),
		Act::Promise(who, count) => {
			// As the pledges of a real candidacy: only while nomination is open.
			let id = ElectionsPallet::candidacy_of(person(who)).unwrap_or(ElectionId::MAX);
			let open = <ElectionsPallet as Candidacies<u64>>::nominating(id, person(who));
			if open.is_some() {
				promise(who, id, &vec!["something"; count]);
			}
		}
		Act::Wait(blocks) => run_to(System::block_number() + blocks),
		Act::Close {
			which,
			quorum_met,
			order,
		} => {
			if let Some(poll) = ByPoll::<Test>::iter_keys().nth(which) {
				close(poll, quorum_met, &order);
			}
		}
		Act::Refuse {
			to_open,
			to_install,
		} => {
			RefuseToOpen::set(refusal(to_open));
			RefuseToInstall::set(refusal(to_install));
		}
	}
}

/// What is decided, with everything kept of it.
fn decided() -> Vec<(ElectionId, Election<u64>, Option<Slate>)> {
	let mut decided: Vec<_> = Elections::<Test>::iter()
		.filter(|(_, election)| election.phase.is_done())
		.map(|(id, election)| (id, election, ElectionsPallet::slate(id)))
		.collect();
	decided.sort_by_key(|(id, ..)| *id);
	decided
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn random_acts_keep_the_invariants(acts in prop::collection::vec(act(), 1..80)) {
		ExtBuilder::default().build_and_execute(|| {
			for who in [20, 21] {
				put_citizen(who, DISTRICT);
				certify(who, true);
			}
			for act in acts {
				let before = decided();
				perform(act);
				ElectionsPallet::do_try_state().unwrap();
				let after = decided();
				assert!(before.iter().all(|one| after.contains(one)), "what is decided stays");
				assert_eq!(after.len(), installations().len(), "one mandate each");
			}
			// Every election goes on by itself: a nomination ends, a vote closes.
			RefuseToOpen::set(None);
			run_to(System::block_number() + PARAMS.notice + PARAMS.nomination + 1);
			for (id, election) in Elections::<Test>::iter() {
				if let Phase::Nomination { round, .. } = election.phase {
					assert!(round > 1, "election {id} stands still");
				}
			}
		});
	}
}
