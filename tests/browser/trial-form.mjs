// What a person does with the form of the trial, on its page or in a frame.
import { expect } from "@playwright/test";
import { become, open } from "./shop.mjs";

export const PERSON = { name: "林样", phone: "138 0000 0000", industry: "制造", signatures: "１２，０００" };

const FIELDS = { name: "#trial-name", phone: "#trial-phone", industry: "#trial-industry", signatures: "#trial-signatures" };

/** Types into the fields named; `place` is a page or a frame. */
export async function fill(place, person = PERSON) {
  for (const [field, text] of Object.entries(person)) await place.locator(FIELDS[field]).fill(text);
}

export const consent = (place) => place.locator("#trial-consent");
export const goOn = (place) => place.locator(".trial-fields button[type=submit]");
export const review = (place) => place.locator(".trial-review");
export const submit = (place) => review(place).locator(".button-primary");
export const summary = (place) => place.locator(".error-summary");

/** Fills in everything and goes on to the review. */
export async function fillAndReview(place, person = PERSON) {
  await fill(place, person);
  await consent(place).check();
  await goOn(place).click();
  await expect(review(place)).toBeVisible();
}

/** What stands in the fields, in their order. */
export async function typed(place) {
  const values = Object.values(FIELDS).map((field) => place.locator(field).inputValue());
  return Promise.all(values);
}

export const everything = (person = PERSON) => [person.name, person.phone, person.industry, person.signatures];

export const FLAGSHIP = "/trial?edition=flagship";

/** Slips into a customer on the trial's page. */
export async function openAs(page, customer, path = FLAGSHIP) {
  await open(page, path);
  await become(page, customer);
}

/** Applies for the trial of flagship. */
export async function apply(page) {
  await fillAndReview(page);
  await submit(page).click();
  await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
}
