import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Link } from "react-router";
import { correspondentsDocument } from "./frame.documents";
import { useLinks } from "./links";

/** An address that names nothing, or nothing that exists for the visitor: the two look alike. */
export function NotFound() {
  const { t } = useWords();
  const linkTo = useLinks();
  return (
    <>
      <h1>{t("frame.notFound")}</h1>
      <p>
        {t("frame.notFoundAdvice")} <Link to={linkTo("rights")}>{t("rights.title")}</Link>
      </p>
      <WhomToAsk />
    </>
  );
}

/** Those who coordinate the convention: a function, never a person. Nothing where they cannot be read. */
function WhomToAsk() {
  const { t } = useWords();
  const { data: answer } = useGraph(correspondentsDocument, {});
  const coordinators = (answer?.data.convention?.partners ?? []).flatMap((partner) =>
    partner.kind === "COORDINATOR" && partner.correspondent?.email != null
      ? [{ ...partner.correspondent, name: partner.name ?? partner.code }]
      : [],
  );
  if (coordinators.length === 0) return null;
  return (
    <section aria-labelledby="whom-to-ask">
      <h2 id="whom-to-ask">{t("frame.whomToAsk")}</h2>
      <ul className="bare">
        {coordinators.map(({ name, role, email }) => (
          <li key={name}>
            {role === null ? name : `${name}, ${role}`} <a href={`mailto:${email}`}>{email}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
