//! Members of enterprises, entered by the operator until an e-sign system reports them.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueEnum};
use rules::vocabulary::{AccountId, PersonId, Role, Roles};
use server::identity::{MemberReported, report_member};

use super::place::store;
use crate::{Configured, Stopped, say};

#[derive(Subcommand)]
pub(crate) enum MemberTask {
    /// Enter a member with all of their roles, or what is now otherwise about them
    Add(Entered),
    /// Take somebody out of an enterprise; their open sessions notice it at once
    Remove {
        /// The id of the enterprise's account
        enterprise: String,
        /// The id of the person
        person: String,
        #[command(flatten)]
        configured: Configured,
    },
}

/// A member as they are entered.
#[derive(Args)]
pub(crate) struct Entered {
    /// The id of the enterprise's account
    enterprise: String,
    /// The id of the person, the same in all enterprises
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    person: String,
    /// The name for display
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// The person's own mobile number, which they sign in with
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// A role; several times for several
    #[arg(long = "role", value_enum, required = true)]
    roles: Vec<Has>,
    #[command(flatten)]
    configured: Configured,
}

/// A role in an enterprise.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Has {
    SuperAdmin,
    LegalRepresentative,
    FeeManager,
    Employee,
}

impl MemberTask {
    pub(crate) async fn run(self) -> Result<(), Stopped> {
        match self {
            Self::Add(entered) => entered.add().await,
            Self::Remove { enterprise, person, configured } => {
                let store = store(&configured.read()?).await?;
                let was = store.remove_member(&AccountId::new(&enterprise), &PersonId::new(&person)).await?;
                store.close().await;
                let told = if was { "is no longer a member" } else { "was no member" };
                say(&format!("{person} {told} of {enterprise}"));
                Ok(())
            }
        }
    }
}

impl Entered {
    async fn add(self) -> Result<(), Stopped> {
        let store = store(&self.configured.read()?).await?;
        let role = |role: &Has| match role {
            Has::SuperAdmin => Role::SuperAdmin,
            Has::LegalRepresentative => Role::LegalRepresentative,
            Has::FeeManager => Role::FeeManager,
            Has::Employee => Role::Employee,
        };
        let roles: Vec<Role> = self.roles.iter().map(role).collect();
        let reported = MemberReported { name: self.name, phone: self.phone, roles: Roles::of(&roles) };
        let (enterprise, person) = (AccountId::new(&self.enterprise), PersonId::new(&self.person));
        report_member(&store, &enterprise, &person, &reported).await?;
        store.close().await;
        say(&format!("{} is a member of {}", self.person, self.enterprise));
        Ok(())
    }
}
