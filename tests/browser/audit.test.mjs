// Every kind of page in every look.
import { audit } from "./audit.mjs";
import { pages } from "./pages.mjs";
import { ours, samples } from "./postings.mjs";
import { open } from "./visit.mjs";

const { site, visit } = await open({ postings: ours + samples(60) });

audit("every kind of page", visit, await pages(site));
