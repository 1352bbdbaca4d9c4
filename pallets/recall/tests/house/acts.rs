//! What can happen, and how a random sequence of it is drawn from a seed.

use super::{
	model::{chairs::ActBy, promises::Plea, Unit},
	plan::{CASE_RULES, PEOPLE, PLANS, PLEDGE_RULES, ROUND_RULES},
};

/// How the people answer: yes among yes and no, and turnout, in parts of a thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mood {
	pub yes: u32,
	pub turnout: u32,
}

/// One event. Offices, persons and mandates are named by their places among those there are, so that
/// a sequence still means something when some of its events are left out.
#[derive(Clone, Debug)]
pub enum Act {
	/// Blocks pass.
	Wait {
		blocks: u64,
	},
	/// Blocks pass until the next term is over.
	Expire,
	/// Somebody is elected. Unless `anywhere`, to an office without incumbent; unless `rises`,
	/// somebody without office.
	Elect {
		office: usize,
		winner: usize,
		line: Vec<usize>,
		anywhere: bool,
		rises: bool,
		/// Of the winner: after how many blocks each is due, and how many voters marked it.
		pledges: Vec<(u64, u32)>,
	},
	/// From now on the people answer so about who holds the office, and about who acts in it. Of an
	/// office whose holder `is_suspended`, if there is one and this is asked for.
	Feel {
		office: usize,
		is_suspended: bool,
		holder: Mood,
		acting: Mood,
	},
	/// For some blocks nobody answers in polls that open.
	Silence {
		blocks: u64,
	},
	/// Somebody starts a petition, with this support in parts of a thousand.
	Petition {
		office: usize,
		by: usize,
		support: u32,
	},
	/// The support of a petition changes.
	Support {
		office: usize,
		support: u32,
	},
	/// A person loses standing.
	Revoke {
		person: usize,
	},
	/// A person regains it.
	Restore {
		person: usize,
	},
	/// A person moves.
	Move {
		person: usize,
		home: Unit,
	},
	/// Somebody resigns; unless there is another, who holds the office.
	Resign {
		office: usize,
		other: Option<usize>,
	},
	/// Somebody explains; unless there is another, who is suspended.
	Explain {
		office: usize,
		is_suspended: bool,
		other: Option<usize>,
		words: Words,
	},
	/// A pledge is claimed, or an excuse asked for; unless there is another, by the holder. Unless
	/// `is_any`, a pledge that is open, of a mandate in force.
	Plead {
		pledge: usize,
		is_any: bool,
		other: Option<usize>,
		plea: Plea,
	},
	/// From now on the people of a unit judge so.
	Judge {
		unit: usize,
		mood: Mood,
	},
	/// For some blocks elections are refused.
	RefuseElections {
		blocks: u64,
	},
	/// For some blocks polls are refused.
	RefusePolls {
		blocks: u64,
	},
	/// Other numbers hold from now on.
	RuleRounds {
		level: Option<u8>,
		preset: usize,
	},
	RuleCases {
		level: Option<u8>,
		preset: usize,
	},
	RuleJudgements {
		preset: usize,
	},
	/// There is a new office.
	Establish {
		unit: Unit,
		is_head: bool,
		rule: ActBy,
		term: u64,
	},
}

/// What the suspended says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
	Plain,
	/// As long as it can be.
	Longest,
	TooLong,
	Nothing,
	Blank,
	Broken,
}

impl Words {
	pub fn bytes(self) -> Vec<u8> {
		match self {
			Self::Plain => b"I was ill".to_vec(),
			Self::Longest => vec![b'x'; 512],
			Self::TooLong => vec![b'x'; 513],
			Self::Nothing => Vec::new(),
			Self::Blank => b" \n ".to_vec(),
			Self::Broken => vec![0xff, 0xfe],
		}
	}
}

/// A sequence: where it begins, and what happens.
#[derive(Clone, Debug)]
pub struct Sequence {
	pub plan: u64,
	/// Most items of each calendar done in a block.
	pub per_block: u32,
	pub acts: Vec<Act>,
	/// Whether all terms run out at the end, or everybody is gone at once.
	pub is_patient: bool,
}

/// Random numbers, the same for the same seed everywhere (SplitMix64).
pub struct Dice(u64);

impl Dice {
	pub fn new(seed: u64) -> Self {
		Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
	}

	fn draw(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}

	/// A number below `bound`.
	pub fn below(&mut self, bound: u64) -> u64 {
		self.draw() % bound
	}

	/// A number from `low` to `high`, both included.
	pub fn between(&mut self, low: u64, high: u64) -> u64 {
		low + self.below(high - low + 1)
	}

	/// Whether something happens that does so often, of a hundred.
	fn percent(&mut self, chance: u64) -> bool {
		self.below(100) < chance
	}

	fn place(&mut self) -> usize {
		self.below(1 << 20) as usize
	}

	fn sometimes(&mut self, chance: u64) -> Option<usize> {
		self.percent(chance).then(|| self.place())
	}

	fn person(&mut self) -> usize {
		self.below(PEOPLE.len() as u64) as usize
	}

	/// Where the people answer so: mostly far below, far above or close to what matters.
	fn mood(&mut self) -> Mood {
		let yes = match self.below(10) {
			0..4 => self.below(190),
			4..7 => self.between(500, 1_000),
			7 => self.between(160, 240),
			8 => self.between(460, 540),
			_ => self.below(1_001),
		};
		let turnout = match self.below(10) {
			0..6 => self.between(300, 1_000),
			6..8 => self.between(80, 300),
			8 => self.below(120),
			_ => 0,
		};
		Mood {
			yes: yes as u32,
			turnout: turnout as u32,
		}
	}

	fn level(&mut self) -> Option<u8> {
		self.percent(60).then(|| self.below(3) as u8)
	}

	fn support(&mut self) -> u32 {
		match self.below(4) {
			0 => 0,
			1 => self.below(100) as u32,
			_ => self.between(100, 1_000) as u32,
		}
	}

	fn act_by(&mut self) -> ActBy {
		match self.below(3) {
			0 => ActBy::Line,
			1 => ActBy::Above,
			_ => ActBy::Nobody,
		}
	}

	fn words(&mut self) -> Words {
		match self.below(10) {
			0 => Words::TooLong,
			1 => Words::Nothing,
			2 => Words::Blank,
			3 => Words::Broken,
			4 => Words::Longest,
			_ => Words::Plain,
		}
	}

	fn plea(&mut self) -> Plea {
		if self.percent(60) {
			Plea::Done
		} else {
			Plea::Excuse
		}
	}

	fn feel(&mut self) -> Act {
		Act::Feel {
			office: self.place(),
			is_suspended: self.percent(20),
			holder: self.mood(),
			acting: self.mood(),
		}
	}

	fn elect(&mut self) -> Act {
		let in_line = self.below(5);
		let pledged = if self.percent(60) {
			self.between(1, 4)
		} else {
			0
		};
		Act::Elect {
			office: self.place(),
			winner: self.person(),
			line: (0..in_line).map(|_| self.person()).collect(),
			anywhere: self.percent(8),
			rises: self.percent(15),
			pledges: (0..pledged)
				.map(|_| (self.between(1, 45), self.below(20) as u32))
				.collect(),
		}
	}

	fn act(&mut self) -> Act {
		match self.below(200) {
			0..62 => Act::Wait {
				blocks: match self.below(4) {
					0 => 1,
					1 => self.between(2, 4),
					_ => self.between(3, 9),
				},
			},
			62..64 => Act::Expire,
			64..100 => self.elect(),
			100..116 => self.feel(),
			// Somebody who is suspended explains well, or does good.
			116..124 => Act::Feel {
				office: self.place(),
				is_suspended: true,
				holder: Mood {
					yes: self.between(480, 1_000) as u32,
					turnout: self.between(200, 900) as u32,
				},
				acting: self.mood(),
			},
			124..127 => Act::Silence {
				blocks: self.between(1, 30),
			},
			127..135 => Act::Petition {
				office: self.place(),
				by: self.person(),
				support: self.support(),
			},
			135..139 => Act::Support {
				office: self.place(),
				support: self.support(),
			},
			139..145 => Act::Revoke {
				person: self.person(),
			},
			145..150 => Act::Restore {
				person: self.person(),
			},
			150..153 => Act::Move {
				person: self.person(),
				home: self.below(6) as Unit,
			},
			153..158 => Act::Resign {
				office: self.place(),
				other: self.sometimes(25),
			},
			158..164 => Act::Explain {
				office: self.place(),
				is_suspended: self.percent(80),
				other: self.sometimes(20),
				words: self.words(),
			},
			164..180 => Act::Plead {
				pledge: self.place(),
				is_any: self.percent(10),
				other: self.sometimes(10),
				plea: self.plea(),
			},
			180..185 => Act::Judge {
				unit: self.place(),
				mood: self.mood(),
			},
			185..188 => Act::RefuseElections {
				blocks: self.between(1, 12),
			},
			188..190 => Act::RefusePolls {
				blocks: self.between(1, 10),
			},
			190..193 => Act::RuleRounds {
				level: self.level(),
				preset: self.below(ROUND_RULES.len() as u64) as usize,
			},
			193..196 => Act::RuleCases {
				level: self.level(),
				preset: self.below(CASE_RULES.len() as u64) as usize,
			},
			196..198 => Act::RuleJudgements {
				preset: self.below(PLEDGE_RULES.len() as u64) as usize,
			},
			_ => Act::Establish {
				unit: self.below(6) as Unit,
				is_head: self.percent(30),
				rule: self.act_by(),
				term: self.between(60, 120),
			},
		}
	}

	/// A sequence of 20 to 50 random events, after the first elections and first feelings.
	pub fn sequence(&mut self) -> Sequence {
		let plan = self.below(PLANS);
		let per_block = match self.below(8) {
			0 => 1,
			1 => 2,
			2 => 3,
			_ => 64,
		};
		let mut acts = vec![Act::Wait { blocks: 1 }];
		for _ in 0..self.between(1, 4) {
			acts.push(self.elect());
		}
		acts.push(self.feel());
		for _ in 0..self.between(16, 45) {
			acts.push(self.act());
		}
		Sequence {
			plan,
			per_block,
			acts,
			is_patient: self.percent(40),
		}
	}
}
