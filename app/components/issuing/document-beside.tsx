import { Text } from "@mantine/core"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { paths } from "../../http/paths.ts"
import classes from "./issuing.module.css"

/** Pages of the decision a signatory sees beside the act; the rest is a link away. */
const SHOWN = [1, 2]

/** The decision beside the signature: its first pages as pictures, and the whole of it and of the Tờ trình as files. */
export function DocumentBeside({ page }: { page: EditionPage }) {
  const { campaign, pages, frozen, stages, context } = page
  const mark = `${frozen?.digest.slice(0, 12)}-${stages.length}`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={classes.document} aria-label="Văn bản trình ký" tabIndex={0}>
      <Text>
        <a href={paths.issuingDocument(campaign.id, "quyet-dinh.pdf")}>
          Toàn văn quyết định{pages ? `, ${pages} trang` : ""} (PDF)
        </a>
        {context.submission ? (
          <>
            {" · "}
            <a href={paths.issuingDocument(campaign.id, "to-trinh.pdf")}>Tờ trình (PDF)</a>
          </>
        ) : null}
      </Text>
      {SHOWN.filter((one) => pages === null || one <= pages).map((one) => (
        <img
          key={one}
          src={paths.issuingPage(campaign.id, one, mark)}
          alt={`Trang ${one} của quyết định trình ký; chữ đọc được trong tệp PDF`}
          loading="lazy"
          width={900}
          height={1273}
        />
      ))}
    </section>
  )
}
