//! Packs that can be had instead of those that cannot (ADD-10, CH-1).

use crate::basket::PackChoice;
use crate::catalogue::{AddOn, Catalogue, ChannelOffer, PackSize, Sale};
use crate::vocabulary::{AddOnCode, Channel};

/// The nearest that is sold to what was chosen of an add-on; `None` where it is not sold in packs.
pub(super) fn nearest(
    catalogue: &Catalogue,
    channel: Channel,
    add_on: &AddOnCode,
    chosen: &[PackChoice],
) -> Option<Vec<PackChoice>> {
    let add_on = catalogue.add_on(add_on)?;
    let (max_quantity, sizes) = sold_in_packs(add_on)?;
    let mut packs: Vec<PackChoice> = Vec::new();
    for choice in chosen.iter().filter(|choice| choice.add_on == add_on.code) {
        let size = nearest_size(sizes, choice.size)?;
        let quantity = choice.quantity.clamp(1, max_quantity);
        match packs.iter_mut().find(|pack| pack.size == size) {
            Some(pack) => pack.quantity = pack.quantity.saturating_add(quantity).min(max_quantity),
            None => packs.push(PackChoice { add_on: add_on.code.clone(), size, quantity }),
        }
    }
    if *add_on.channels.of(channel) == ChannelOffer::Together {
        // Beside an edition goes one pack alone.
        packs.truncate(1);
        packs.iter_mut().for_each(|pack| pack.quantity = 1);
    }
    Some(packs)
}

/// The smallest pack that a channel sells together with an edition.
pub(super) fn smallest_beside_edition(catalogue: &Catalogue, channel: Channel) -> Option<PackChoice> {
    let goes_together = |add_on: &&AddOn| *add_on.channels.of(channel) == ChannelOffer::Together;
    catalogue.add_ons.iter().filter(goes_together).find_map(smallest)
}

/// One of the smallest packs of an add-on; `None` where it is not sold in packs.
pub(super) fn smallest(add_on: &AddOn) -> Option<PackChoice> {
    let (_, sizes) = sold_in_packs(add_on)?;
    let size = sizes.iter().map(|size| size.amount).min()?;
    Some(PackChoice::one(add_on.code.clone(), size))
}

fn sold_in_packs(add_on: &AddOn) -> Option<(u32, &[PackSize])> {
    match &add_on.sale {
        Sale::Packs { max_quantity, sizes, .. } => Some((*max_quantity, sizes)),
        Sale::Years { .. } => None,
    }
}

/// The size itself, else the next larger one, else the largest.
fn nearest_size(sizes: &[PackSize], wanted: u32) -> Option<u32> {
    let amounts = || sizes.iter().map(|size| size.amount);
    amounts().filter(|amount| *amount >= wanted).min().or_else(|| amounts().max())
}
