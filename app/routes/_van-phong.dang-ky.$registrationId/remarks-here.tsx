import { Alert, Text } from "@mantine/core"
import { isOpenRemark, placeInWords, REMARK_FIELD_LABELS } from "#models/registration/remark.ts"
import { paths } from "../../http/paths.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

/** Places of remarks that stand beside the level rather than a criterion. */
export const FIELD_PLACES = ["general", ...Object.keys(REMARK_FIELD_LABELS).map((name) => `field:${name}`)]

/** Where the remarks of this registration are answered. */
export const remarksTab = ({ registration, query }: RegistrationScreenData): string =>
  paths.registration(registration.id, { ...query, phan: "nhan-xet" })

/** Criteria with an open remark are not folded away. */
export const lettersRemarked = ({ context }: Pick<RegistrationScreenData, "context">): string[] =>
  context.remarks.flatMap((remark) => {
    const [kind, letter = ""] = remark.place.split(":")
    return kind === "criterion" && isOpenRemark(remark) ? [letter] : []
  })

/** The remarks on one place, beside it, with the way to where they are answered. */
export function RemarksHere({
  page,
  place,
  to,
}: {
  page: Pick<RegistrationScreenData, "context">
  place: string
  /** The tab of the remarks. */
  to: string
}) {
  const here = page.context.remarks.filter((remark) => remark.place === place)
  if (here.length === 0) return null
  return (
    <>
      {here.map((remark) => (
        <Alert
          key={remark.id}
          color={isOpenRemark(remark) ? "red.9" : "gray"}
          variant="outline"
          p="xs"
          my={4}
          title={`${placeInWords(remark.place)}: nhận xét ${remark.id} (${isOpenRemark(remark) ? "đang mở" : "đã xong"})`}
        >
          <Text size="sm" className={classes.text}>
            {remark.text}
          </Text>
          <a href={`${to}#nhan-xet-${remark.id}`}>{isOpenRemark(remark) ? "Xem, trả lời" : "Xem"}</a>
        </Alert>
      ))}
    </>
  )
}
