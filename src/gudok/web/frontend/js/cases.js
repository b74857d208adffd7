// The page of one case.
import { byId } from "./common/dom.js";
import { get } from "./common/net.js";
import { caseForm } from "./case/form.js";

const { cases, case: id } = byId("case-page").dataset;
const again = () => location.reload();

const form = caseForm({ cases }, { placed: again, moved: again, dropped: () => location.assign(cases) });
form.open((await (await get(`${cases}${id}/look/`)).json()).case);
