//! Enterprises, entered by the operator until an e-sign system reports them.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueEnum};
use rules::account::{Activation, Certification};
use rules::vocabulary::AccountId;
use server::identity::{EnterpriseReported, report_enterprise};

use super::place::{shop, store};
use crate::{Configured, Stopped, say};

#[derive(Subcommand)]
pub(crate) enum EnterpriseTask {
    /// Enter an enterprise, or what is now otherwise about it
    Add(Entered),
    /// List all enterprises
    List {
        #[command(flatten)]
        configured: Configured,
    },
    /// Show an enterprise and its members
    Show {
        /// The id of its account
        id: String,
        #[command(flatten)]
        configured: Configured,
    },
}

/// An enterprise as it is entered.
#[derive(Args)]
pub(crate) struct Entered {
    /// The id of its account
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// Its registered name
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// Its security phone, a mobile number
    #[arg(long, value_name = "NUMBER")]
    security_phone: String,
    /// Its identity is not proven
    #[arg(long)]
    uncertified: bool,
    /// Whether it can buy on the web
    #[arg(long, value_enum, default_value_t = OnTheWeb::Activated)]
    activation: OnTheWeb,
    #[command(flatten)]
    configured: Configured,
}

/// Whether an enterprise can buy on the web, and if not, for which of the two causes (BUY-3).
#[derive(Clone, Copy, ValueEnum)]
enum OnTheWeb {
    /// It can
    Activated,
    /// The cloud account has no e-sign account
    NoSignAccount,
    /// The e-sign account is another enterprise's
    OtherEnterprise,
}

impl EnterpriseTask {
    pub(crate) async fn run(self) -> Result<(), Stopped> {
        match self {
            Self::Add(entered) => entered.add().await,
            Self::List { configured } => list(configured).await,
            Self::Show { id, configured } => show(&AccountId::new(&id), configured).await,
        }
    }
}

impl Entered {
    async fn add(self) -> Result<(), Stopped> {
        let configuration = self.configured.read()?;
        let store = store(&configuration).await?;
        let shop = shop(&configuration, store.clone()).await?;
        let reported = EnterpriseReported {
            name: self.name,
            certification: if self.uncertified { Certification::Uncertified } else { Certification::Certified },
            activation: match self.activation {
                OnTheWeb::Activated => Activation::Activated,
                OnTheWeb::NoSignAccount => Activation::NoSignAccount,
                OnTheWeb::OtherEnterprise => Activation::OtherEnterprise,
            },
            security_phone: self.security_phone,
        };
        report_enterprise(&shop, &store, &AccountId::new(&self.id), reported).await?;
        say(&format!("{} is entered", self.id));
        store.close().await;
        Ok(())
    }
}

async fn list(configured: Configured) -> Result<(), Stopped> {
    let store = store(&configured.read()?).await?;
    for enterprise in store.enterprises().await? {
        say(&format!("{}\t{}", enterprise.account.as_str(), enterprise.name));
    }
    Ok(())
}

async fn show(id: &AccountId, configured: Configured) -> Result<(), Stopped> {
    let configuration = configured.read()?;
    let store = store(&configuration).await?;
    let enterprise = store.enterprise(id).await?.ok_or("no such enterprise")?;
    say(&format!("{}\t{}\tsecurity phone {}", id.as_str(), enterprise.name, enterprise.security_phone));
    let account = shop(&configuration, store.clone()).await?.account(id).await?;
    if let Some(holder) = &account.holder {
        say(&serde_json::to_string(holder)?);
    }
    for member in store.members(id).await? {
        let (person, phone) = (member.person.as_str(), member.phone.as_deref().unwrap_or("no phone"));
        say(&format!("{person}\t{}\t{phone}\t{}", member.name, serde_json::to_string(&member.roles)?));
    }
    Ok(())
}
