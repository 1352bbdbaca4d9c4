//! Tickets: which are taken, and what a proof must show.

use super::*;
use crate::types::sortition;
use frame_support::pallet_prelude::{InvalidTransaction, TransactionSource, ValidTransaction};
use sp_runtime::transaction_validity::TransactionValidityWithRefund;
use veche_primitives::{
	laws::ticket_message,
	priority,
	rolls::{ProofError, ProofItem},
};

/// How many blocks a ticket may wait in the pool before it must be sent again.
const LONGEVITY: u64 = 64;

/// What a ticket that passed all cheap checks is proven and kept against.
pub(crate) struct Draw {
	epoch: RollEpoch,
	context: [u8; 32],
	places: u32,
	kept: Kept,
}

impl<T: Config> Pallet<T> {
	/// Everything about a ticket that can be checked without its proof, cheapest first.
	fn check_ticket(ticket: &Ticket) -> Result<Draw, Refusal> {
		let record = Bills::<T>::get(ticket.bill).ok_or(Refusal::BillUnknown)?;
		let Phase::Claiming {
			epoch,
			context,
			until,
			..
		} = record.phase
		else {
			return Err(Refusal::Closed);
		};
		if Self::now() >= until {
			return Err(Refusal::Closed);
		}
		let kept = Tickets::<T>::get(ticket.bill);
		let places = record.params.places();
		sortition::place(&kept, places, &ticket.alias)?;
		if !T::Electorates::contains(record.jurists, ticket.precinct) {
			return Err(Refusal::Outside);
		}
		Ok(Draw {
			epoch,
			context,
			places,
			kept,
		})
	}

	/// Whether somebody in the precinct's frozen ring made this very ticket: the proof must show the
	/// alias it names.
	fn check_proof(ticket: &Ticket, draw: &Draw) -> Result<(), Refusal> {
		let item = ProofItem {
			precinct: ticket.precinct,
			context: draw.context,
			message: ticket_message(
				Self::genesis_hash(),
				ticket.bill,
				draw.epoch,
				ticket.precinct,
			),
			proof: &ticket.proof,
		};
		match T::Electorates::verify(draw.epoch, &item) {
			Ok(alias) if alias == ticket.alias => Ok(()),
			Ok(_) | Err(ProofError::Invalid) => Err(Refusal::BadProof),
			Err(ProofError::NoRing) => Err(Refusal::Empty),
		}
	}

	pub(crate) fn authorize_ticket(
		_source: TransactionSource,
		ticket: &Ticket,
	) -> TransactionValidityWithRefund {
		let draw = Self::check_ticket(ticket).map_err(InvalidTransaction::from)?;
		Self::check_proof(ticket, &draw).map_err(InvalidTransaction::from)?;
		// One waiting ticket per jurist and bill, whatever else a second one says.
		let validity = ValidTransaction::with_tag_prefix("Tickets")
			.and_provides((b"veche/ticket", ticket.bill, ticket.alias))
			.priority(priority::BALLOT)
			.longevity(LONGEVITY)
			.propagate(true)
			.build()?;
		Ok((validity, Weight::zero()))
	}

	/// Keep a ticket whose proof holds. All or nothing.
	pub(crate) fn take_ticket(ticket: &Ticket) -> Result<(), Refusal> {
		let Draw {
			places, mut kept, ..
		} = Self::check_ticket(ticket)?;
		let displaced = sortition::keep(&mut kept, places, ticket.alias)?;
		Tickets::<T>::insert(ticket.bill, kept);
		Self::deposit_event(Event::TicketTaken {
			bill: ticket.bill,
			alias: ticket.alias,
			displaced,
		});
		Ok(())
	}
}
