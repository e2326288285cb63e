//! A past of contracts that looks like one: more on weekdays, growing, most of them signed, some withdrawn, and the same for
//! an account however often it is made up. Each step is decided by the rules as it was then.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hasher;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use rules::Catalogue;
use rules::account::{Account, Event, StoredEvent};
use rules::calendar::{Instant, date_began, local_date};
use rules::context::{Actor, Context};
use rules::rejection::Rejection;
use rules::usage::{LedgerEntry, Recorded, Signing, Use, progressed, record, withdraw};
use rules::vocabulary::{AccountId, Channel, QuotaKind, SubjectId};

use crate::ledger::{LedgerRow, RowChange};

/// A past is told in about so many chapters, none of them so short or so long that writing it is slow.
const CHAPTERS: u64 = 20;
const CHAPTER_ROWS: (u64, u64) = (1_000, 40_000);
/// When units are spent, in minutes of the day.
const MINUTES: [i64; 3] = [580, 850, 1_010];
/// So many of the units that are left are usual, and at most so many.
const USUAL_PERCENT: u64 = 60;
const USUAL_MOST: u64 = 2_000;

/// What is written in one transaction.
pub(super) struct Chapter {
    pub(super) events: Vec<StoredEvent>,
    pub(super) rows: Vec<RowChange>,
}

/// A past while it is being told.
pub(super) struct Past<'a> {
    catalogue: &'a Catalogue,
    account: Account,
    now: Instant,
    chance: fastrand::Rng,
    /// What is still to come, the next last.
    plan: Vec<(Instant, QuotaKind, u32)>,
    planned: u64,
    told: u64,
    /// What becomes of contracts, and when.
    fates: BTreeMap<(Instant, SubjectId), Fate>,
    /// Rows that may still change, as they are written and as they are now.
    rows: HashMap<(QuotaKind, SubjectId), Known>,
    events: Vec<Event>,
    changed: u64,
    numbers: HashMap<(QuotaKind, NaiveDate), u64>,
}

struct Known {
    written: Option<LedgerRow>,
    row: LedgerRow,
}

#[derive(Clone, Copy)]
enum Fate {
    Signing(Signing),
    Withdrawal,
}

impl<'a> Past<'a> {
    /// The past of an account until `now`, of kinds that are not used yet.
    pub(super) fn of(
        catalogue: &'a Catalogue,
        account: Account,
        unused: &[QuotaKind],
        contracts: Option<u32>,
        now: Instant,
    ) -> Self {
        let mut chance = chance(&account.id, QuotaKind::Contract, 0);
        let mut plan = Vec::new();
        for quota in unused.iter().copied() {
            let usual = (account.balance(quota, now).left() * USUAL_PERCENT / 100).min(USUAL_MOST);
            let wanted = contracts.filter(|_| quota == QuotaKind::Contract).map_or(usual, u64::from);
            plan.extend(planned_uses(&account, quota, wanted, now, &mut chance));
        }
        plan.sort_by_key(|(at, _, _)| std::cmp::Reverse(*at));
        let planned = plan.iter().map(|(_, _, number)| u64::from(*number)).sum();
        Self {
            catalogue,
            account,
            now,
            chance,
            plan,
            planned,
            told: 0,
            fates: BTreeMap::new(),
            rows: HashMap::new(),
            events: Vec::new(),
            changed: 0,
            numbers: HashMap::new(),
        }
    }

    /// How many units were spent so far.
    pub(super) const fn told(&self) -> u64 {
        self.told
    }

    /// How many there are to be.
    pub(super) const fn planned(&self) -> u64 {
        self.planned
    }

    /// What is to be written next; `None` at the end.
    pub(super) fn next_chapter(&mut self) -> Result<Option<Chapter>, Rejection> {
        let (shortest, longest) = CHAPTER_ROWS;
        let rows = (self.planned / CHAPTERS).clamp(shortest, longest);
        while self.changed < rows {
            let Some((at, quota, number)) = self.plan.pop() else {
                self.meet_fates(self.now)?;
                break;
            };
            self.meet_fates(at)?;
            self.spend(quota, number, at)?;
        }
        Ok(self.written())
    }

    fn spend(&mut self, quota: QuotaKind, number: u32, at: Instant) -> Result<(), Rejection> {
        self.told = self.told.saturating_add(u64::from(number));
        // Before a later batch there may be too few.
        let left = self.account.balance(quota, at).left();
        let number = u64::from(number).min(left);
        let day = local_date(at);
        let last = self.numbers.entry((quota, day)).or_default();
        let uses: Vec<Use> = (1..=number).map(|one| Use { quota, subject: subject(quota, day, *last + one) }).collect();
        *last += number;
        let recorded = record(self.catalogue, &self.account, &uses, &self.context(at, Vec::new()))?;
        if quota == QuotaKind::Contract {
            for used in &uses {
                self.draw_fate(&used.subject, at);
            }
        }
        self.take(recorded);
        Ok(())
    }

    fn draw_fate(&mut self, contract: &SubjectId, at: Instant) {
        let minutes = |chance: &mut fastrand::Rng, from: i64, to: i64| TimeDelta::minutes(chance.i64(from..to));
        let chance = &mut self.chance;
        let (after, fate) = match chance.u32(0..100) {
            0..5 => (minutes(chance, 5, 2_880), Fate::Withdrawal),
            5..9 => (minutes(chance, 30, 4_320), Fate::Signing(Signing::Rejected)),
            9..12 => (TimeDelta::days(14), Fate::Signing(Signing::Expired)),
            12..40 => {
                let first = minutes(chance, 30, 1_440);
                self.fates.insert((at + first, contract.clone()), Fate::Signing(Signing::PartlySigned));
                (first + minutes(chance, 30, 4_320), Fate::Signing(Signing::Signed))
            }
            _ => (minutes(chance, 20, 4_320), Fate::Signing(Signing::Signed)),
        };
        self.fates.insert((at + after, contract.clone()), fate);
    }

    fn meet_fates(&mut self, until: Instant) -> Result<(), Rejection> {
        while let Some(next) = self.fates.first_entry().filter(|next| next.key().0 <= until) {
            let ((at, contract), fate) = next.remove_entry();
            let Some(entry) = self.rows.get(&(QuotaKind::Contract, contract.clone())).map(|known| &known.row.entry)
            else {
                continue;
            };
            let recorded = match fate {
                Fate::Signing(reported) => {
                    Recorded { events: Vec::new(), entries: progressed(entry, reported).into_iter().collect() }
                }
                Fate::Withdrawal => withdraw(&self.account, &contract, &self.context(at, vec![entry.clone()]))?,
            };
            self.take(recorded);
        }
        Ok(())
    }

    fn context(&self, at: Instant, ledger: Vec<LedgerEntry>) -> Context {
        Context { ledger, ..Context::new(at, Channel::Web, Actor::System) }
    }

    fn take(&mut self, recorded: Recorded) {
        for event in &recorded.events {
            self.account.apply(event);
        }
        self.events.extend(recorded.events);
        for entry in recorded.entries {
            let key = (entry.quota, entry.subject.clone());
            self.changed += 1;
            if let Some(known) = self.rows.get_mut(&key) {
                known.row.entry = entry;
            } else {
                let name = name(entry.quota, &mut self.chance);
                self.rows.insert(key, Known { written: None, row: LedgerRow { entry, name } });
            }
        }
    }

    /// What has not been written yet; rows that nothing can happen to any more are forgotten.
    fn written(&mut self) -> Option<Chapter> {
        self.changed = 0;
        let events = std::mem::take(&mut self.events);
        let events: Vec<StoredEvent> = in_one_report(events).into_iter().map(StoredEvent::new).collect();
        let awaited: std::collections::HashSet<&SubjectId> = self.fates.keys().map(|(_, contract)| contract).collect();
        let mut rows = Vec::new();
        for known in self.rows.values_mut().filter(|known| known.written.as_ref() != Some(&known.row)) {
            let before = known.written.replace(known.row.clone());
            rows.push(RowChange { before, after: known.row.clone() });
        }
        self.rows.retain(|(_, subject), _| awaited.contains(subject));
        (!events.is_empty() || !rows.is_empty()).then_some(Chapter { events, rows })
    }
}

/// What a chapter tells of a batch is one report, at the instant of its last.
fn in_one_report(events: Vec<Event>) -> Vec<Event> {
    let mut reports: Vec<Event> = Vec::new();
    let mut others = Vec::new();
    for event in events {
        let Event::UsageRecorded { batch, taken, returned, moved_in, at } = event else {
            others.push(event);
            continue;
        };
        let of_batch = |known: &&mut Event| matches!(known, Event::UsageRecorded { batch: of, .. } if *of == batch);
        match reports.iter_mut().find(of_batch) {
            Some(Event::UsageRecorded { taken: sum, returned: back, moved_in: moved, at: last, .. }) => {
                *sum = sum.saturating_add(taken);
                *back = back.saturating_add(returned);
                *moved = moved.saturating_add(moved_in);
                *last = at;
            }
            _ => reports.push(Event::UsageRecorded { batch, taken, returned, moved_in, at }),
        }
    }
    reports.append(&mut others);
    reports
}

/// So many uses spread over the days since the kind was first had.
fn planned_uses(
    account: &Account,
    quota: QuotaKind,
    wanted: u64,
    now: Instant,
    chance: &mut fastrand::Rng,
) -> Vec<(Instant, QuotaKind, u32)> {
    let of_kind = account.batches.iter().filter(|batch| batch.quota == quota && batch.period.start < now);
    let Some(first) = of_kind.map(|batch| batch.period.start).min() else {
        return Vec::new();
    };
    let days: Vec<NaiveDate> = local_date(first).iter_days().skip(1).take_while(|day| *day < local_date(now)).collect();
    let weights: Vec<u64> = days
        .iter()
        .enumerate()
        .map(|(index, day)| {
            let weekday = match day.weekday() {
                Weekday::Sat => 25,
                Weekday::Sun => 10,
                _ => 100,
            };
            // Twice as many at the end as at the beginning.
            let growth = 100 + 100 * index as u64 / days.len().max(1) as u64;
            weekday * growth * chance.u64(60..140)
        })
        .collect();
    let whole: u64 = weights.iter().sum();
    let wanted = most_without_gap(account, quota, &days, &weights, wanted);
    let mut uses = Vec::new();
    let mut weighed = 0_u64;
    let mut spread = 0_u64;
    for (day, weight) in days.iter().zip(weights) {
        weighed += weight;
        let due = u64::try_from(u128::from(wanted) * u128::from(weighed) / u128::from(whole.max(1))).unwrap_or(wanted);
        let today = due - spread;
        spread = due;
        let parts = MINUTES.len() as u64;
        for (part, minute) in (0..parts).zip(MINUTES) {
            let number = today * (part + 1) / parts - today * part / parts;
            let at = date_began(*day) + TimeDelta::minutes(minute + chance.i64(0..60));
            if number > 0 {
                uses.push((at, quota, u32::try_from(number).unwrap_or(u32::MAX)));
            }
        }
    }
    uses
}

/// As many as can be spread so without running out before what was had later.
fn most_without_gap(account: &Account, quota: QuotaKind, days: &[NaiveDate], weights: &[u64], wanted: u64) -> u64 {
    const SPENT_PERCENT: u128 = 90;
    let whole: u64 = weights.iter().sum();
    let mut weighed = 0_u64;
    let mut most = wanted;
    for (day, weight) in days.iter().zip(weights) {
        weighed += weight;
        let had = account.batches.iter().filter(|batch| batch.quota == quota && batch.period.start < date_began(*day));
        let had: u128 = had.map(|batch| u128::from(batch.amount)).sum();
        let fitting = had * SPENT_PERCENT * u128::from(whole) / (100 * u128::from(weighed.max(1)));
        most = most.min(u64::try_from(fitting).unwrap_or(u64::MAX));
    }
    most
}

/// Chance that is the same for an account, a kind and a number whenever one asks.
pub(super) fn chance(account: &AccountId, quota: QuotaKind, number: u64) -> fastrand::Rng {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(account.as_str().as_bytes());
    hasher.write(prefix(quota).as_bytes());
    hasher.write(&number.to_le_bytes());
    fastrand::Rng::with_seed(hasher.finish())
}

/// The number of a contract, report or meeting.
pub(super) fn subject(quota: QuotaKind, day: NaiveDate, number: u64) -> SubjectId {
    SubjectId::new(&format!("{}{}-{number:04}", prefix(quota), day.format("%Y%m%d")))
}

/// A name for it.
pub(super) fn name(quota: QuotaKind, chance: &mut fastrand::Rng) -> String {
    const CONTRACTS: [&str; 8] =
        ["采购合同", "销售合同", "劳动合同", "租赁合同", "技术服务协议", "保密协议", "合作框架协议", "补充协议"];
    const PARTIES: [&str; 10] = [
        "青山样例物流",
        "明远样例电子",
        "华启样例建材",
        "一帆样例商贸",
        "知行样例教育",
        "禾木样例设计",
        "远航样例船务",
        "安和样例医疗",
        "北辰样例能源",
        "新语样例传媒",
    ];
    let party = chance.choice(PARTIES).unwrap_or_default();
    match quota {
        QuotaKind::Contract => format!("{}（{party}）", chance.choice(CONTRACTS).unwrap_or_default()),
        QuotaKind::Report => format!("签署报告（{party}）"),
        QuotaKind::Meeting => format!("会议签约（{party}）"),
    }
}

const fn prefix(quota: QuotaKind) -> &'static str {
    match quota {
        QuotaKind::Contract => "HT",
        QuotaKind::Report => "BG",
        QuotaKind::Meeting => "HY",
    }
}
