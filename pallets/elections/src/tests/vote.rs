//! What follows from a vote.

use super::*;

/// The candidate's pledges after the election: the mandate and the marks.
fn adopted(id: ElectionId, who: AccountId) -> (MandateId, Vec<u32>) {
	let found = fates().into_iter().find(|(election, one, adopted)| {
		(*election, *one) == (id, person(who)) && adopted.is_some()
	});
	found.and_then(|(.., adopted)| adopted).unwrap()
}

#[test]
fn vote_installs_the_first_of_the_count_and_puts_the_others_in_line() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA, DAN]);
		close(poll, true, &[2, 0, 1]);
		let in_line = [ALES, BELA].map(person).to_vec();
		assert_eq!(installations(), [(HEAD, person(DAN), id, in_line)]);
		assert_eq!(stored(id).phase, Phase::Done { poll, mandate: 0 });
		assert_eq!(ElectionsPallet::under_way(HEAD), None);
		assert_eq!(RunningOf::<Test>::iter().count(), 0);
		System::assert_last_event(
			Event::Elected {
				election: id,
				poll,
				person: person(DAN),
				mandate: 0,
			}
			.into(),
		);
	});
}

#[test]
fn vote_keeps_the_candidacies_of_the_round_that_decided() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA]);
		let before = ElectionsPallet::candidates(id);
		close(poll, true, &[1, 0]);
		assert_eq!(ElectionsPallet::candidates(id), before);
		assert_eq!(before.len(), 2);
	});
}

#[test]
fn vote_installs_the_single_candidate_when_the_people_say_yes() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[0]);
		assert_eq!(installations(), [(HEAD, person(ALES), id, vec![])]);
	});
}

#[test]
fn vote_opens_nomination_again_when_the_people_say_no() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[1]);
		assert_reopened(id, 2, Setback::Rejected);
		assert_eq!(fates(), [(id, person(ALES), None)]);
		assert!(installations().is_empty());
	});
}

#[test]
fn vote_opens_nomination_again_when_all_abstain_on_the_single_candidate() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[]);
		assert_reopened(id, 2, Setback::Rejected);
	});
}

#[test]
fn vote_opens_nomination_again_when_nobody_chose_anybody() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA]);
		close(poll, true, &[]);
		assert_reopened(id, 2, Setback::NobodyChosen);
	});
}

#[test]
fn vote_passes_over_who_lost_the_standing_while_people_voted() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA, DAN]);
		revoke(BELA);
		close(poll, true, &[1, 2, 0]);
		// Passed over, but still in line: the standing is looked at when somebody has to act.
		let in_line = [BELA, ALES].map(person).to_vec();
		assert_eq!(installations(), [(HEAD, person(DAN), id, in_line)]);
	});
}

#[test]
fn vote_opens_nomination_again_when_nobody_is_in_good_standing() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA]);
		revoke(ALES);
		revoke(BELA);
		close(poll, true, &[1, 0]);
		assert_reopened(id, 2, Setback::NobodyInstallable);
	});
}

#[test]
fn vote_opens_nomination_again_without_a_trace_of_a_mandate_when_installing_fails() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA]);
		RefuseToInstall::set(Some(DispatchError::Exhausted));
		close(poll, true, &[1, 0]);
		assert_reopened(id, 2, Setback::NotInstalled(DispatchError::Exhausted));
		assert!(installations().is_empty(), "rolled back");
	});
}

#[test]
fn vote_is_held_once_more_with_the_same_paper_when_the_quorum_is_missed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		promise(BELA, id, &["well", "road"]);
		run_to(until(id));
		let first = poll_of(id);
		let before = ElectionsPallet::slate(id);
		// Whoever lost the standing meanwhile stays on the paper.
		revoke(BELA);
		close(first, false, &[0, 1]);
		let second = poll_of(id);
		assert_ne!(first, second);
		assert_eq!(request(second).paper, request(first).paper);
		assert_eq!(request(second).quorum, PARAMS.repeat_quorum);
		assert_eq!(ElectionsPallet::slate(id), before);
		assert_eq!(ElectionsPallet::candidacy_of(person(ALES)), Some(id));
		System::assert_last_event(
			Event::PutToVote {
				election: id,
				poll: second,
				attempt: 2,
			}
			.into(),
		);
		close(second, true, &[0, 1]);
		let in_line = vec![person(BELA)];
		assert_eq!(installations(), [(HEAD, person(ALES), id, in_line)]);
	});
}

#[test]
fn vote_counts_all_the_same_when_the_repeat_misses_its_quorum_and_the_rule_accepts() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, first) = voting(&[ALES, BELA]);
		close(first, false, &[0, 1]);
		close(poll_of(id), false, &[1, 0]);
		let in_line = vec![person(ALES)];
		assert_eq!(installations(), [(HEAD, person(BELA), id, in_line)]);
	});
}

#[test]
fn vote_opens_nomination_again_when_the_repeat_misses_its_quorum_and_the_rule_says_so() {
	let params = Params {
		after_repeat: QuorumRule::NewNomination,
		..PARAMS
	};
	ExtBuilder::default().params(params).build_and_execute(|| {
		let (id, first) = voting(&[ALES, BELA]);
		close(first, false, &[0, 1]);
		close(poll_of(id), false, &[1, 0]);
		assert_reopened(id, 2, Setback::NoQuorum);
		assert!(installations().is_empty());
	});
}

#[test]
fn vote_opens_nomination_again_when_the_repeat_cannot_open() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, first) = voting(&[ALES, BELA]);
		RefuseToOpen::set(Some(DispatchError::Exhausted));
		close(first, false, &[0, 1]);
		assert_reopened(id, 2, Setback::NotOpened(DispatchError::Exhausted));
	});
}

#[test]
fn vote_of_a_new_round_is_a_first_vote_again() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[1]);
		stand(BELA, id);
		run_to(until(id));
		let poll = poll_of(id);
		assert_eq!(
			stored(id).phase,
			Phase::Voting {
				poll,
				attempt: 1,
				round: 2
			}
		);
		assert_eq!(request(poll).quorum, PARAMS.quorum);
	});
}

#[test]
fn elected_takes_the_marks_along_and_the_others_pledges_are_forgotten() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		promise(ALES, id, &["well", "road"]);
		promise(BELA, id, &["school", "bridge", "light"]);
		run_to(until(id));
		// In turn: well, school, road, bridge, light.
		Marks::set(vec![vec![1, 20, 3, 40, 50]]);
		close(poll_of(id), true, &[1, 0]);
		let (mandate, marks) = adopted(id, BELA);
		assert_eq!((mandate, &marks[..4]), (0, &[20, 40, 50, 0][..]));
		assert!(fates().contains(&(id, person(ALES), None)));
		assert_eq!(fates().len(), 2);
	});
}

#[test]
fn marks_are_none_when_there_was_a_single_pledge() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		promise(ALES, id, &["well"]);
		run_to(until(id));
		let poll = poll_of(id);
		assert_eq!(request(poll).paper.questions.len(), 1);
		Marks::set(vec![vec![9, 9]]);
		close(poll, true, &[0]);
		assert!(adopted(id, ALES).1.iter().all(|count| *count == 0));
	});
}

#[test]
fn closing_changes_nothing_when_the_poll_is_of_another_institution() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		let outcome = PollOutcome {
			ballots: 1,
			electors: 1,
			quorum_met: true,
			goal_reached: false,
			questions: Default::default(),
		};
		let weight = ElectionsPallet::on_poll_closed(Institution::Initiatives, poll, &outcome);
		assert_eq!((weight, poll_of(id)), (Weight::zero(), poll));
	});
}

#[test]
fn closing_changes_nothing_when_it_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[0]);
		close(poll, true, &[1]);
		assert_eq!(stored(id).phase, Phase::Done { poll, mandate: 0 });
		assert_eq!(installations().len(), 1);
	});
}

#[test]
fn closing_reports_the_weight_of_what_it_did() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, first) = voting(&[ALES, BELA]);
		assert_eq!(close(first, false, &[]), <() as WeightInfo>::vote_again());
		let nothing = <() as WeightInfo>::renominate();
		assert_eq!(close(poll_of(id), true, &[]), nothing);
		stand(ALES, id);
		run_to(until(id));
		let install = <() as WeightInfo>::install();
		RefuseToInstall::set(Some(DispatchError::Exhausted));
		let both = nothing.saturating_add(install);
		assert_eq!(close(poll_of(id), true, &[0]), both);
		RefuseToInstall::set(None);
		stand(ALES, id);
		run_to(until(id));
		assert_eq!(close(poll_of(id), true, &[0]), install);
	});
}
