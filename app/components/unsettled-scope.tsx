import { Anchor } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { paths } from "../http/paths.ts"
import { Notice } from "./catalogue/facts.tsx"

/** Says that the scope of some procedures is open, and leads to where it is settled. */
export function UnsettledScope({ count }: { count: number }) {
  return (
    <Notice title={`${formatNumber(count)} thủ tục chưa rõ phạm vi`}>
      Các thủ tục này không vào đợt rà soát, và danh mục chưa chốt được khi chưa trả lời.{" "}
      <Anchor component={Link} to={paths.scope()} underline="always">
        Xác định phạm vi
      </Anchor>
    </Notice>
  )
}
