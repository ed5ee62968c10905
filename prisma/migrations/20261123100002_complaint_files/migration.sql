-- AlterTable
ALTER TABLE "files" ADD COLUMN     "complaint_no" TEXT,
ALTER COLUMN "conversation_id" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "files_complaint_no_idx" ON "files"("complaint_no");

-- By hand: a file belongs to a conversation, or was put with a complaint at the desk; never to both, never to none.
ALTER TABLE files ADD CONSTRAINT files_one_place CHECK ((conversation_id IS NULL) <> (complaint_no IS NULL));
