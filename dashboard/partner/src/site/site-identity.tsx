import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import type { ReactNode } from "react";
import { useFrame } from "../frame/frame";
import { ShownRow } from "../frame/shown-row";
import { WithheldRow } from "../frame/withheld-row";
import { siteAddressDocument, siteIdentityDocument } from "./ground/site.documents";

/** Which site it is: name, landlord, where it lies, how large it is. */
export function SiteIdentity({ id }: { readonly id: string }) {
  const { t, format } = useWords();
  const { may } = useFrame();
  const isShown = may("SITE_IDENTITY");
  const query = useGraph(siteIdentityDocument, { id }, { isEnabled: isShown });
  if (!isShown) {
    return (
      <>
        <h1>{id}</h1>
        <WithheldRow row="SITE_IDENTITY" />
        <dl className="site-identity">
          <Address id={id} />
        </dl>
      </>
    );
  }
  return (
    <Answered query={query} roomRem={9}>
      {({ site }) => (
        <>
          <h1>{site?.name ?? id}</h1>
          <dl className="site-identity">
            <Entry term={t("terms.landlord")}>{site?.landlord?.name}</Entry>
            <Entry term={t("terms.commune")}>{site?.commune?.name ?? site?.commune?.code}</Entry>
            <Entry term={t("terms.district")}>
              {site?.priorityDistrict?.name ?? site?.priorityDistrict?.code ?? (
                <span className="quiet">{t("site.noDistrict")}</span>
              )}
            </Entry>
            <Entry term={t("terms.dwellings")}>
              {site?.dwellings == null ? null : format.number(site.dwellings)}
            </Entry>
            <Address id={id} />
          </dl>
        </>
      )}
    </Answered>
  );
}

interface EntryProps {
  readonly term: string;
  readonly children: ReactNode;
}

function Entry({ term, children }: EntryProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children ?? "–"}</dd>
    </div>
  );
}

function Address({ id }: { readonly id: string }) {
  const { t } = useWords();
  return (
    <Entry term={t("site.address")}>
      <ShownRow row="SITE_ADDRESS" document={siteAddressDocument} variables={{ id }} roomRem={1.5}>
        {({ site }) => site?.address ?? <span className="quiet">{t("site.addressHidden")}</span>}
      </ShownRow>
    </Entry>
  );
}
