// The other widgets' pages, files and chat servers, on one free port of the loopback address; prints it when it listens.
// node server.mjs '{"modules": folder of node_modules, "pages": HTML by path, "scripts": files by path, "reply": text, "policy": content security policy}'
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const { modules, pages, scripts, reply, policy } = JSON.parse(process.argv[2]);
const require = createRequire(join(modules, "package.json"));
const { Server: SocketServer } = require("socket.io");
const { Server: WebSocketServer } = require("ws");

const FILES = {
  ...scripts,
  "/deep-chat/deepChat.bundle.js": join(modules, "deep-chat/dist/deepChat.bundle.js"),
  "/rasa-webchat/index.js": join(modules, "rasa-webchat/lib/index.js"),
};
const packed = new Map([
  ...Object.entries(FILES).map(([path, file]) => [path, { body: gzipSync(readFileSync(file)), type: "text/javascript" }]),
  ...Object.entries(pages).map(([path, html]) => [path, { body: gzipSync(html), type: "text/html" }]),
]);

const http = createServer(async (request, response) => {
  const url = new URL(request.url, "http://127.0.0.1");
  const found = packed.get(url.pathname);
  if (request.method === "POST") {
    const body = JSON.parse(Buffer.concat(await Array.fromAsync(request)) || "{}");
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(url.pathname === "/say" ? say(body.text) : { text: reply }));
  } else if (found) {
    response.setHeader("Content-Type", `${found.type}; charset=utf-8`);
    response.setHeader("Content-Encoding", "gzip");
    if (url.searchParams.has("strict")) response.setHeader("Content-Security-Policy", policy);
    response.end(found.body);
  } else {
    response.writeHead(404).end();
  }
});

// As Rasa's socketio channel: a session is a room, and what is said goes to whoever is in the room at that moment.
const rooms = new SocketServer(http, { destroyUpgrade: false });
rooms.on("connection", (socket) => {
  socket.on("session_request", ({ session_id } = {}) => {
    const session = session_id ?? socket.id;
    socket.join(session);
    socket.emit("session_confirm", session);
  });
  socket.on("user_uttered", ({ message, session_id }) => {
    if (message) rooms.to(session_id).emit("bot_uttered", { text: reply });
  });
});

// For deep-chat's `connect: {websocket: true}`.
const sockets = new WebSocketServer({ noServer: true });
sockets.on("connection", (socket) => socket.on("message", () => socket.send(JSON.stringify({ text: reply }))));
http.on("upgrade", (request, socket, head) => {
  if (request.url.startsWith("/deep-chat")) {
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit("connection", accepted));
  }
});

/** Say something that nobody asked for to everybody who is connected. */
function say(text) {
  rooms.emit("bot_uttered", { text });
  for (const socket of sockets.clients) socket.send(JSON.stringify({ text }));
  return { said: text };
}

http.listen(0, "127.0.0.1", () => console.log(http.address().port));

// Whoever started this ends it by closing its standard input, or by ending.
process.stdin.resume().on("end", () => process.exit());
