#pragma once
// SharedMap: a hash map whose copies share what none of them has changed: a copy costs one pointer, and a change copies the few
// small nodes on the way to it, once. (A hash array mapped trie: Phil Bagwell, "Ideal Hash Trees", 2001; its inner nodes are
// whole arrays here.) Without an order, and without iterators.
// Keys that are changed together had better share a hash, up to eight of them (NumberHash): then they share a node.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace lab {

/// Of numbers that are given one after the other: those of eight in a row are in one leaf, and 256 such leaves in a row are below the same
/// few inner nodes. What comes and goes together is then copied once, and the rest of the map is shared on.
struct NumberHash
{
    std::size_t operator()(std::uint64_t number) const
    {
        const std::uint64_t mixed = (number >> 11) * 0x9E3779B97F4A7C15U; // 2^64 by the golden ratio (Knuth, TAOCP 3, 6.4)
        // From the lowest bits on, as the map takes them: two levels for the group, two within it, and the group again.
        return mixed >> 56 | (number >> 7 & 15) << 8 | (number >> 3 & 15) << 12 | (mixed >> 8 & 0xffffffffffffU) << 16;
    }
};

template<class Key, class Value, class Hash = std::hash<Key>>
class SharedMap
{
public:
    std::size_t size() const { return m_size; }

    bool empty() const { return m_size == 0; }

    bool contains(const Key& key) const { return find(key) != nullptr; }

    /// Null: none. It shows what is now until the map is changed.
    const Value* find(const Key& key) const
    {
        std::size_t hash = Hash {}(key);
        const Node* node = m_root.get();
        while (node != nullptr) {
            if (!node->children)
                break;
            node = (*node->children)[hash % width].get();
            hash /= width;
        }
        if (node == nullptr)
            return nullptr;
        for (const auto& [one, value] : node->leaf)
            if (one == key)
                return &value;
        return nullptr;
    }

    /// To change it; made if it is not there.
    Value& operator[](const Key& key) { return editIn(m_root, key, Hash {}(key), 0); }

    bool erase(const Key& key)
    {
        if (!contains(key))
            return false;
        Leaf& leaf = leafOf(key);
        for (auto& entry : leaf) {
            if (entry.first != key)
                continue;
            if (&entry != &leaf.back())
                entry = std::move(leaf.back());
            leaf.pop_back();
            break;
        }
        --m_size;
        return true;
    }

private:
    static constexpr std::size_t width = 16; ///< four bits of the hash a level
    static constexpr int deepest = 16; ///< no bits are left: keys of one hash share a leaf
    static constexpr std::size_t leafSize = 8; ///< more are spread over a level more

    struct Node;
    using Leaf = std::vector<std::pair<Key, Value>>;
    using Children = std::array<std::shared_ptr<Node>, width>;

    /// Most are leaves: they have no room for children.
    struct Node
    {
        Node() = default;

        Node(const Node& other)
            : leaf(other.leaf)
            , children(other.children ? std::make_unique<Children>(*other.children) : nullptr)
        {
        }

        Leaf leaf;
        std::unique_ptr<Children> children; ///< then the leaf is empty
    };

    static Node& own(std::shared_ptr<Node>& node)
    {
        if (!node)
            node = std::make_shared<Node>();
        else if (node.use_count() > 1)
            node = std::make_shared<Node>(*node);
        return *node;
    }

    /// `hash`: without the bits that led here.
    Value& editIn(std::shared_ptr<Node>& place, const Key& key, std::size_t hash, int depth)
    {
        Node& node = own(place);
        if (node.children)
            return editIn((*node.children)[hash % width], key, hash / width, depth + 1);
        Leaf& leaf = node.leaf;
        for (auto& [one, value] : leaf)
            if (one == key)
                return value;
        if (leaf.size() < leafSize || depth == deepest) {
            ++m_size;
            return leaf.emplace_back(key, Value()).second;
        }
        const Leaf before = std::exchange(leaf, Leaf());
        node.children = std::make_unique<Children>();
        m_size -= before.size(); // each is counted again
        for (const auto& [one, value] : before)
            editIn(place, one, hashAt(one, depth), depth) = value;
        return editIn(place, key, hash, depth);
    }

    static std::size_t hashAt(const Key& key, int depth)
    {
        std::size_t hash = Hash {}(key);
        for (int i = 0; i < depth; ++i)
            hash /= width;
        return hash;
    }

    Leaf& leafOf(const Key& key)
    {
        std::size_t hash = Hash {}(key);
        Node* node = &own(m_root);
        while (node->children) {
            node = &own((*node->children)[hash % width]);
            hash /= width;
        }
        return node->leaf;
    }

    std::shared_ptr<Node> m_root;
    std::size_t m_size = 0;
};

} // namespace lab
