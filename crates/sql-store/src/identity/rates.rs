//! Counters of what must not come too often, shared by all processes. Who counts decides outside, on what it read here.

use api::StoreFailure;
use rules::calendar::Instant;

use super::{micros, read, written};
use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::statement::Value;

const HITS: &str = "SELECT hits FROM rates WHERE name = $1";
const FIRST: &str = "INSERT INTO rates (name, hits, kept_until) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
const NEXT: &str = "UPDATE rates SET hits = $2, kept_until = $3 WHERE name = $1 AND hits = $4";

impl SqlStore {
    /// When something was done before; `None` where nobody has counted it.
    ///
    /// # Errors
    /// The database's.
    pub async fn hits(&self, name: &str) -> Result<Option<Vec<Instant>>, StoreFailure> {
        let found = self.find(HITS, &[name.into()]).await?;
        let Some(row) = found.first() else {
            return Ok(None);
        };
        let text: String = row.get(0).map_err(SqlFailure::from)?;
        Ok(Some(read("the hits of a rate", &text)?))
    }

    /// Keeps when something was done, unless somebody else did it since `before` was read; whether it is kept.
    ///
    /// # Errors
    /// The database's.
    pub async fn count_hit(
        &self,
        name: &str,
        before: Option<&[Instant]>,
        after: &[Instant],
        kept_until: Instant,
    ) -> Result<bool, StoreFailure> {
        let after = written(&after)?;
        let values: [Value<'_>; 3] = [name.into(), (&after).into(), micros(kept_until)];
        let counted = match before {
            None => self.change(FIRST, &values).await?,
            Some(before) => {
                let before = written(&before)?;
                let [name, after, kept_until] = values;
                self.change(NEXT, &[name, after, kept_until, (&before).into()]).await?
            }
        };
        Ok(counted > 0)
    }
}
