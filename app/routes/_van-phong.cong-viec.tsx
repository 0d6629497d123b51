import { Button } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link } from "@remix-run/react"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Việc của tôi")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requireActor(request, context)
  return null
}

export default function MyWork() {
  return (
    <>
      <PageHeader title="Việc của tôi" lead="Những việc đang chờ bạn, việc gần hạn nhất đứng trước." />
      <EmptyState
        title="Không có việc nào đang chờ bạn"
        actions={
          <Button component={Link} to={paths.campaigns()} variant="default">
            Xem các đợt rà soát
          </Button>
        }
      >
        Việc sẽ hiện ở đây khi một đợt rà soát được mở và có dịch vụ thuộc đơn vị, vai trò của bạn.
      </EmptyState>
    </>
  )
}
