import { Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import type { Cockpit } from "#workflows/screens/cockpit-page.server.ts"
import { drawPicture, type PICTURES } from "../../components/charts/cockpit-pictures.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./cockpit.module.css"
import { NumberTable } from "./number-table.tsx"

type PictureProps = {
  picture: (typeof PICTURES)[number]
  cockpit: Cockpit
  isTraining: boolean
  /** What the files are asked for besides. */
  query: Record<string, string | undefined>
  /** Above the picture: what may be chosen. */
  choice?: ReactNode
  /** Below it: how it is made. */
  children?: ReactNode
}

/** Columns that fit on a sheet of paper; a broader table is not printed, its numbers stand in the cells of its picture. */
const BROADEST = 10

/** A question, its answer in a sentence, the picture, and the numbers it is drawn from. */
export function PictureSection({ picture, cockpit, isTraining, query, choice, children }: PictureProps) {
  const { name, question, says, table } = picture
  const numbers = table(cockpit)
  const file = (ending: string) => paths.overviewFile(cockpit.campaign.id, `${name}.${ending}`, query)
  return (
    <Stack component="section" gap="xs" aria-labelledby={name}>
      <Title order={2} id={name}>
        {question}
      </Title>
      <Text maw={760}>{says(cockpit)}</Text>
      {choice}
      {/* On a phone the sentence answers; the picture waits in a fold, but for the first. */}
      <details className={classes.fold} open={name === "tien-do"}>
        <summary>Xem hình</summary>
      </details>
      <figure className={classes.picture}>
        <div className={classes.wide}>{drawPicture(picture, cockpit, { size: "wide", isTraining })}</div>
        <div className={classes.narrow}>{drawPicture(picture, cockpit, { size: "narrow", isTraining })}</div>
        <figcaption className={classes.files}>
          <a href={file("csv")}>Tải bảng số liệu (CSV)</a>
          <a href={file("png")}>Tải hình (PNG)</a>
          <a href={file("svg")}>Tải hình (SVG)</a>
        </figcaption>
      </figure>
      {children}
      <details className={classes.numbers} data-broad={numbers.headings.length > BROADEST || undefined}>
        <summary>
          {numbers.caption}: bảng số liệu, {numbers.rows.length} dòng
        </summary>
        <NumberTable campaignId={cockpit.campaign.id} table={numbers} />
      </details>
    </Stack>
  )
}
