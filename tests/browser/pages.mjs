// Every kind of page.
import { addresses } from "./postings.mjs";

/** Paths and queries of every kind of page, of a site with the shipped content, our postings and samples. */
export async function pages(site) {
  const posting = await addresses(site);
  return [
    "/",
    "/paths",
    "/paths/machine-learning-engineer",
    "/paths/registered-nurse",
    "/paths/electrician?place=US-OR",
    "/categories/technology",
    "/skills",
    "/skills?q=safety&kind=method",
    "/skills?q=zzz",
    "/skills/python",
    "/faq",
    "/faq?category=trades",
    "/faq?q=zzz",
    "/search",
    "/search?q=rn",
    "/search?q=machin+lerning",
    "/search?q=zzz",
    "/jobs",
    "/jobs?page=2",
    "/jobs?q=enginer&type=full-time&sort=newest",
    "/jobs?q=zzzz&stage=lead",
    posting.open,
    posting.long,
    posting.bare,
    posting.closed,
    posting.sample,
    "/companies/example-works",
    "/about",
    "/privacy",
    ...errors(posting).keys(),
  ];
}

/** Pages of errors, with their status: nothing there, something like it there, gone, unfit parameters. */
export function errors(posting) {
  return new Map([
    ["/nowhere", 404],
    ["/paths/electricain", 404],
    [posting.gone, 410],
    ["/jobs?page=99", 400],
    ["/paths/electrician?place=XX", 400],
  ]);
}
