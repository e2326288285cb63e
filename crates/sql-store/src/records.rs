//! What is kept beside the events (see `service::Records`), in a table of accounts and in one of what belongs to none.

use api::StoreFailure;
use rules::calendar::Instant;
use rules::vocabulary::AccountId;
use service::{RecordKind, RecordName, Records};

use crate::failure::{SqlFailure, unfit};
use crate::instants::{micros, or_zero};
use crate::open::SqlStore;
use crate::statement::{Row, Value};
use crate::work::Attempts;

/// How often a claim is tried that finds a name now taken and now free.
const MOST_CLAIMS: u32 = 10;

/// What is asked of one of the two tables. The values are the kind, the name, those of the statement, and the account.
struct Statements {
    find: &'static str,
    keep: &'static str,
    forget: &'static str,
    claim: &'static str,
    forget_due: &'static str,
}

const OF_ACCOUNTS: Statements = Statements {
    find: "SELECT text FROM account_records WHERE kind = $1 AND name = $2 AND account = $3",
    keep: "INSERT INTO account_records (kind, name, text, kept_until, account) VALUES ($1, $2, $3, nullif($4, 0), $5) \
           ON CONFLICT (account, kind, name) DO UPDATE SET text = excluded.text, kept_until = excluded.kept_until",
    forget: "DELETE FROM account_records WHERE kind = $1 AND name = $2 AND account = $3",
    claim: "INSERT INTO account_records (kind, name, text, kept_until, account) VALUES ($1, $2, $3, nullif($4, 0), $6) \
            ON CONFLICT (account, kind, name) DO UPDATE SET text = excluded.text, kept_until = excluded.kept_until \
            WHERE account_records.text = $5",
    forget_due: "DELETE FROM account_records WHERE kind = $1 AND kept_until <= $2",
};
const OF_NOBODY: Statements = Statements {
    find: "SELECT text FROM shop_records WHERE kind = $1 AND name = $2",
    keep: "INSERT INTO shop_records (kind, name, text, kept_until) VALUES ($1, $2, $3, nullif($4, 0)) \
           ON CONFLICT (kind, name) DO UPDATE SET text = excluded.text, kept_until = excluded.kept_until",
    forget: "DELETE FROM shop_records WHERE kind = $1 AND name = $2",
    claim: "INSERT INTO shop_records (kind, name, text, kept_until) VALUES ($1, $2, $3, nullif($4, 0)) \
            ON CONFLICT (kind, name) DO UPDATE SET text = excluded.text, kept_until = excluded.kept_until \
            WHERE shop_records.text = $5",
    forget_due: "DELETE FROM shop_records WHERE kind = $1 AND kept_until <= $2",
};
const RECORDS_OF: &str = "SELECT name, text FROM account_records WHERE account = $1 AND kind = $2 ORDER BY name";
const DUE: &str = "SELECT NULL, name FROM shop_records WHERE kind = $1 AND kept_until <= $2 \
     UNION ALL SELECT account, name FROM account_records WHERE kind = $1 AND kept_until <= $2";

/// The statements for a record, and their values.
fn for_record<'a>(record: &'a RecordName, values: &[Value<'a>]) -> (&'static Statements, Vec<Value<'a>>) {
    let (statements, account) = match &record.account {
        Some(account) => (&OF_ACCOUNTS, Some(Value::from(account.as_str()))),
        None => (&OF_NOBODY, None),
    };
    let name = [record.kind.code().into(), (&record.name).into()];
    (statements, name.into_iter().chain(values.iter().copied()).chain(account).collect())
}

impl Records for SqlStore {
    async fn record(&self, name: &RecordName) -> Result<Option<String>, StoreFailure> {
        let (statements, values) = for_record(name, &[]);
        let found = self.find(statements.find, &values).await?;
        Ok(found.first().map(|row| row.get(0)).transpose().map_err(SqlFailure::from)?)
    }

    async fn keep_record(
        &self,
        name: &RecordName,
        text: &str,
        kept_until: Option<Instant>,
    ) -> Result<(), StoreFailure> {
        let (statements, values) = for_record(name, &[text.into(), or_zero(kept_until)]);
        self.change(statements.keep, &values).await?;
        Ok(())
    }

    async fn forget_record(&self, name: &RecordName) -> Result<(), StoreFailure> {
        let (statements, values) = for_record(name, &[]);
        self.change(statements.forget, &values).await?;
        Ok(())
    }

    async fn claim_record(
        &self,
        name: &RecordName,
        expected: Option<&str>,
        fresh: &str,
        kept_until: Option<Instant>,
    ) -> Result<String, StoreFailure> {
        let (statements, values) = for_record(name, &[fresh.into(), or_zero(kept_until), expected.into()]);
        for _ in 0..MOST_CLAIMS {
            if self.change(statements.claim, &values).await? > 0 {
                return Ok(fresh.to_owned());
            }
            if let Some(present) = self.record(name).await? {
                return Ok(present);
            }
        }
        Err(unfit(format_args!("{name:?} is claimed and forgotten by others all the time")))
    }

    async fn records_of(&self, account: &AccountId, kind: RecordKind) -> Result<Vec<(String, String)>, StoreFailure> {
        let found = self.find(RECORDS_OF, &[account.as_str().into(), kind.code().into()]).await?;
        let record = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        Ok(found.iter().map(record).collect::<Result<_, SqlFailure>>()?)
    }

    async fn due_records(&self, kind: RecordKind, now: Instant) -> Result<Vec<RecordName>, StoreFailure> {
        let found = self.find(DUE, &[kind.code().into(), micros(now)]).await?;
        let name = |row: &Row| {
            let account: Option<String> = row.get(0)?;
            Ok(RecordName { account: account.as_deref().map(AccountId::new), kind, name: row.get(1)? })
        };
        let mut names = found.iter().map(name).collect::<Result<Vec<_>, SqlFailure>>()?;
        names.sort();
        Ok(names)
    }

    async fn forget_due(&self, kind: RecordKind, now: Instant) -> Result<(), StoreFailure> {
        for statements in [&OF_ACCOUNTS, &OF_NOBODY] {
            self.change(statements.forget_due, &[kind.code().into(), micros(now)]).await?;
        }
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        let mut attempts = Attempts::default();
        loop {
            match self.forget_everything().await {
                Err(failure) if attempts.again(&failure).await => {}
                done => return Ok(done?),
            }
        }
    }
}
