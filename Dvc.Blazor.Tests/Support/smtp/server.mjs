// usage: node server.mjs FOLDER
// An SMTP server on a free port of the loopback. FOLDER holds key.pem and cert.pem; each mail taken over is written there as NNNN.eml with
// NNNN.json beside it (who, to whom, how). FOLDER/mode, when it exists, says how to misbehave from the next command on.
import { SMTPServer } from "smtp-server";
import fs from "node:fs";
import path from "node:path";

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name));
const mode = () => (fs.existsSync(path.join(folder, "mode")) ? String(read("mode")).trim() : "");
const users = fs.existsSync(path.join(folder, "users.json")) ? JSON.parse(read("users.json")) : null;
let received = 0;

function fault(code, words) {
  const error = new Error(words);
  error.responseCode = code;
  return error;
}

function keep(raw, session) {
  const name = String(++received).padStart(4, "0");
  const about = {
    from: session.envelope.mailFrom.address,
    to: session.envelope.rcptTo.map((r) => r.address),
    user: session.user ?? null,
    secure: session.secure,
    connection: session.id,
  };
  fs.writeFileSync(path.join(folder, name + ".json"), JSON.stringify(about));
  fs.writeFileSync(path.join(folder, name + ".part"), raw);
  fs.renameSync(path.join(folder, name + ".part"), path.join(folder, name + ".eml"));
}

const server = new SMTPServer({
  key: read("key.pem"),
  cert: read("cert.pem"),
  authOptional: users === null,
  disableReverseLookup: true,
  logger: false,
  onAuth: (auth, session, done) =>
    users?.[auth.username] === auth.password ? done(null, { user: auth.username }) : done(fault(535, "Wrong name or password")),
  onMailFrom: (address, session, done) => done(mode() === "busy" ? fault(451, "Try again later") : null),
  onRcptTo: (address, session, done) =>
    done(mode() === "unknown" || address.address.startsWith("unknown@") ? fault(550, "No such mailbox") : null),
  onData: (stream, session, done) => {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      keep(Buffer.concat(parts), session);
      // The mail is taken over, but its sender never hears of it.
      if (mode() === "mute") {
        server.connections.forEach((c) => c._socket.destroy());
      } else {
        done(null, "Taken over");
      }
    });
  },
});

server.on("error", (error) => console.error(error.message));
server.listen(0, "127.0.0.1", () => console.log("listening " + server.server.address().port));
process.on("SIGTERM", () => process.exit(0));
