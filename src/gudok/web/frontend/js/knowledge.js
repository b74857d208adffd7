// The page of an article's draft.
import { startDraft } from "./knowledge/draft.js";

startDraft();
