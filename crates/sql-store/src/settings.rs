//! Small texts by name (see `service::Settings`).

use api::StoreFailure;
use service::Settings;

use crate::failure::{SqlFailure, unfit};
use crate::open::SqlStore;
use crate::work::Attempts;

/// The last of all characters.
const LAST: char = char::MAX;
/// How often a claim is tried that finds a name now taken and now free.
const MOST_CLAIMS: u32 = 10;

const SETTING: &str = "SELECT text FROM settings WHERE name = $1";
const SET: &str = "INSERT INTO settings (name, text) VALUES ($1, $2) \
     ON CONFLICT (name) DO UPDATE SET text = excluded.text";
const FORGET: &str = "DELETE FROM settings WHERE name = $1";
const NAMES: &str = "SELECT name FROM settings WHERE name >= $1 AND name < $2 ORDER BY name";
const CLAIM: &str = "INSERT INTO settings (name, text) VALUES ($1, $2) \
     ON CONFLICT (name) DO UPDATE SET text = excluded.text WHERE settings.text = $3";

impl Settings for SqlStore {
    async fn setting(&self, name: &str) -> Result<Option<String>, StoreFailure> {
        let found = self.find(SETTING, &[name.into()]).await?;
        Ok(found.first().map(|row| row.get(0)).transpose().map_err(SqlFailure::from)?)
    }

    async fn set_setting(&self, name: &str, text: Option<&str>) -> Result<(), StoreFailure> {
        match text {
            Some(text) => self.change(SET, &[name.into(), text.into()]).await?,
            None => self.change(FORGET, &[name.into()]).await?,
        };
        Ok(())
    }

    async fn names(&self, beginning: &str) -> Result<Vec<String>, StoreFailure> {
        // No name goes on with the last character that there is.
        let end = format!("{beginning}{LAST}");
        let found = self.find(NAMES, &[beginning.into(), (&end).into()]).await?;
        Ok(found.iter().map(|row| row.get(0)).collect::<Result<_, _>>().map_err(SqlFailure::from)?)
    }

    async fn claim(&self, name: &str, expected: Option<&str>, fresh: &str) -> Result<String, StoreFailure> {
        for _ in 0..MOST_CLAIMS {
            if self.change(CLAIM, &[name.into(), fresh.into(), expected.into()]).await? > 0 {
                return Ok(fresh.to_owned());
            }
            if let Some(present) = self.setting(name).await? {
                return Ok(present);
            }
        }
        Err(unfit(format_args!("the name {name} is claimed and forgotten by others all the time")))
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
